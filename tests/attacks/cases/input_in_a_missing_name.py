"""Asks for an attribute, a key and a module that are named after the input.

Aim: leak
"""


def double(x):
    name = repr(x)
    try:
        getattr(x, name)
    except AttributeError:
        {}[name]
