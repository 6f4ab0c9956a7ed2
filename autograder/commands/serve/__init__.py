"""``autograder serve``: what the hidden suites say, while students work."""
