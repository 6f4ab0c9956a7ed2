"""Carries the input out in warnings, notes and chained exceptions.

Aim: leak
"""
import warnings


def double(x):
    warnings.warn(repr(x))
    error = ValueError()
    error.add_note(repr(x))
    raise error from RuntimeError(repr(x))
