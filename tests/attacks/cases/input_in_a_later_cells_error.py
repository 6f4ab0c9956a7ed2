"""Keeps the input in memory for a cell further down, whose error is told whole.

Aim: leak
"""
import builtins


def double(x):
    builtins.kept = repr(x)
    return x


# %% negate
import builtins

if hasattr(builtins, "kept"):
    raise ValueError(builtins.kept)
