"""Forges a stub of another exercise, whose place is an array that takes minutes to print.

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
    fields = [["kind", "raised"], ["type", "NotImplementedError"], ["cell", ["a", "|i1", [2] * 20]]]
    tree = msgpack.packb(["d", ["error", ["d", *fields]]])
    data = struct.pack(">QII", frame.f_locals["number"], len(tree), 2**20) + tree + bytes(2**20)
    while data:
        data = data[os.write(3, data) :]
    while True:
        pass
