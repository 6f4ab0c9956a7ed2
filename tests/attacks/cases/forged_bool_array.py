"""Sends truth values that are neither 0 nor 1.

Aim: marks
"""
import os
import struct
import sys

import msgpack


def double(x):
    frame = sys._getframe()
    while "number" not in frame.f_locals:
        frame = frame.f_back
    tree = msgpack.packb(["d", ["value", ["a", "|b1", [2, 3]]]])
    os.write(3, struct.pack(">QII", frame.f_locals["number"], len(tree), 6) + tree + b"\x02" * 6)
    while True:
        pass
