"""What reads the attacks: for the tests and for the comparison with stock nbgrader."""
