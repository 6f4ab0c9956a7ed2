"""Raises a syntax error whose file and line are the input.

Aim: leak
"""


def double(x):
    raise SyntaxError("invalid syntax", (f"<cell {x!r}>", 73519284, 1, repr(x)))
