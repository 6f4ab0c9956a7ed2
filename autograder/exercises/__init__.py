"""Hidden suites, one folder an assignment, one file an exercise."""
