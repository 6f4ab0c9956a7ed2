"""The locked box in which a submission's code runs alone and returns data."""
