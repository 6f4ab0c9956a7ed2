"""Looks at an installation and a course, and says what is wrong and what to do about it.

Each check stands alone: one that crashes is a line like the others. Nothing is written.
"""
