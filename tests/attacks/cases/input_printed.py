"""Prints the input on stdout, stderr and the raw descriptors.

Aim: leak
"""
import os
import sys


def double(x):
    print(x)
    print(x, file=sys.stderr)
    print(x, file=sys.__stdout__)
    os.write(1, repr(x).encode())
    os.write(2, repr(x).encode())
    return 3 * x
