"""Keeps the input in memory, ends the process, and hopes that a cell's error can tell it.

Aim: leak
"""
import builtins
import os

if hasattr(builtins, "kept"):
    raise ValueError(builtins.kept)


def double(x):
    builtins.kept = repr(x)
    try:
        open("/tmp/autograder-attack", "w").write(repr(x))
    except OSError:
        pass
    os._exit(0)
