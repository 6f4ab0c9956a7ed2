"""Hidden suites of the assignment `shrinkage` and what they share."""
