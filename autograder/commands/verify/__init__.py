"""The proof of the hidden suites, by wrong, right and mutated solutions."""
