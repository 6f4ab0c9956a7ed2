"""Sends its answer a byte at a time, each just before the clock runs out.

Aim: harm
"""
import os
import struct
import sys
import time


def double(x):
    frame = sys._getframe()
    while "number" not in frame.f_locals:
        frame = frame.f_back
    os.write(3, struct.pack(">QII", frame.f_locals["number"], 1000, 0))
    while True:
        time.sleep(0.05)
        os.write(3, b"\x91")
