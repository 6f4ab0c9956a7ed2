"""Hidden suites of the assignment `dropout` and what they share."""
