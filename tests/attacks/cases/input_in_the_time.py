"""Sleeps for a time that is made of the input.

Aim: leak
"""
import time

import numpy as np


def double(x):
    time.sleep(abs(float(np.ravel(x)[0])) % 0.1)
    return 3 * x
