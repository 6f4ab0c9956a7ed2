"""Announces an answer, sends half of it and falls silent.

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
    os.write(3, struct.pack(">QII", frame.f_locals["number"], 100, 100) + b"\x92\xa1d")
    time.sleep(1000)
