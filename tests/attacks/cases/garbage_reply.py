"""Writes noise in place of an answer.

Aim: harm
"""
import os

noise = bytes(range(256)) * 16


def double(x):
    os.write(3, noise)
    return 3 * x
