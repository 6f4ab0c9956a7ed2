"""Answers with extension types, timestamps, maps, bytes and broken text.

Aim: harm
"""
import os
import struct
import sys

PIECES = [b"\xd6\xff\0\0\0\0", b"\xc7\0\x05", b"\x81\xa1a\x01", b"\xc4\x01a", b"\xa1\xff", b"\xc1"]


def double(x):
    frame = sys._getframe()
    while "number" not in frame.f_locals:
        frame = frame.f_back
    tree = b"\x92\xa1d\x92\xa5value" + PIECES[int(abs(hash(str(x)))) % len(PIECES)]
    os.write(3, struct.pack(">QII", frame.f_locals["number"], len(tree), 0) + tree)
    while True:
        pass
