"""Hidden suites of the assignment `regularization` and what they share."""
