"""Points __array_interface__ at memory that is not its own.

Aim: leak
"""


class Window:
    __array_interface__ = {"shape": (2, 3), "typestr": "<f8", "data": (8, False), "version": 3}


def double(x):
    import numpy as np

    return np.asarray(Window())
