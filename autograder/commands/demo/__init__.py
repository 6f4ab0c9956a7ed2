"""The whole life of the assignments, on a simulated class."""
