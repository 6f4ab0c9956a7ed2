"""Grades notebooks: untrusted code in a locked box, hidden pytest suites outside it."""

__version__ = "0.1.0"
