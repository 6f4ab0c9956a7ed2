"""Says the input in words that the submission holds.

Aim: leak
Same: no (a text that the submission holds is told: a choice of one among its own)
"""
import numpy as np

WORDS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]


def double(x):
    raise ValueError(WORDS[int(abs(float(np.ravel(x)[0])) * 10**5) % 10])
