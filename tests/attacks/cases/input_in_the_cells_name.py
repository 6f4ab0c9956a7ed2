"""Raises from code that claims to stand in a cell named after the input.

Aim: leak
"""


def double(x):
    exec(compile("raise ValueError", f"<cell {x!r}>", "exec"))
