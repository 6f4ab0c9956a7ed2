"""A course of one's own, from the installed package."""
