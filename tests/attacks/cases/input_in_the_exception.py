"""Raises the input as an exception's text.

Aim: leak
"""


def double(x):
    raise ValueError(repr(x))
