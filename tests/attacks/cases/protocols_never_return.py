"""Returns an object whose every protocol runs for ever.

Aim: harm
"""


def forever(*args):
    while True:
        pass


class Stuck(dict):
    __len__ = __iter__ = __array__ = __eq__ = items = keys = __getattr__ = __bool__ = forever


def double(x):
    return Stuck(a=1)
