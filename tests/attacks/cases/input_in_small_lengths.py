"""Returns an array without entries, with many lengths of few digits each.

Aim: leak
"""
import numpy as np


def double(x):
    digits = "".join(f"{float(v) % 10:.9f}".replace(".", "") for v in np.abs(np.ravel(x)))
    return np.zeros((0, *(int(digits[i : i + 3]) + 1000 for i in range(0, min(len(digits), 15), 3))))
