"""``autograder replay``: a recorded submission once more, and what is different."""
