"""Ends the process by a signal or a status that is chosen by the input.

Aim: leak
"""
import os

import numpy as np


def double(x):
    os._exit(int(abs(float(np.ravel(x)[0])) * 1000) % 250 + 1)
