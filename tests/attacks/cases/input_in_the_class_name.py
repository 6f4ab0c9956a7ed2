"""Returns an object whose class is named after the input.

Aim: leak
"""


def double(x):
    return type(repr(x), (), {})()
