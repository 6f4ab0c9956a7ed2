"""Sends more bytes than its arrays use, and arrays that share bytes.

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
    tree = msgpack.packb(["d", ["value", ["a", "<f8", [2, 3]]]])
    os.write(3, struct.pack(">QII", frame.f_locals["number"], len(tree), 64) + tree + bytes(64))
    while True:
        pass
