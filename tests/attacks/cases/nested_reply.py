"""Answers with a tree that is nested a hundred thousand deep.

Aim: harm
"""
import os
import struct
import sys


def double(x):
    frame = sys._getframe()
    while "number" not in frame.f_locals:
        frame = frame.f_back
    tree = b"\x91" * 100_000 + b"\xc0"
    os.write(3, struct.pack(">QII", frame.f_locals["number"], len(tree), 0) + tree)
    while True:
        pass
