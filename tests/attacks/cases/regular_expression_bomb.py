"""A regular expression that backtracks for ever.

Aim: harm
Stock: skip (never ends)
"""
import re


def double(x):
    return re.match(r"(a+)+$", "a" * 60 + "b")
