"""The hidden suites: collected by pytest once, run for one submission after the other."""
