"""Raises an exception whose type is named after the input, and whose text is rendered late.

Aim: leak
"""


def double(x):
    raise type(repr(x), (Exception,), {"__str__": lambda self: repr(x)})
