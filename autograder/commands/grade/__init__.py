"""``autograder grade``: what it grades, and what it shows."""
