"""Scores for a learning platform through LTI 1.3's Assignment and Grade Services."""
