"""Hidden suites of the assignment `normalization` and what they share."""
