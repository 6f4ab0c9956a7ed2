"""Imports a module that is named after the input, as a word that the submission holds.

Aim: leak
"""


def double(x):
    digits = "a" + "".join(c for c in repr(x) if c.isdigit())
    __import__(digits)
