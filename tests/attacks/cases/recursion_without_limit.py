"""Lifts the recursion limit and recurses until the stack breaks.

Aim: harm
"""
import sys

sys.setrecursionlimit(2**31 - 1)


def double(x):
    return double(x) + 1
