"""Claims an array without entries that is too large for NumPy.

Aim: harm
"""
import os
import struct
import sys

import msgpack


def double(x):
    frame = sys._getframe()
    while "number" not in frame.f_locals:
        frame = frame.f_back
    tree = msgpack.packb(["d", ["value", ["a", "<f8", [0, 2**39, 2**39]]]])
    os.write(3, struct.pack(">QII", frame.f_locals["number"], len(tree), 0) + tree)
    while True:
        pass
