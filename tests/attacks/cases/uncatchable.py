"""Raises what is no Exception, and closes generators on the way.

Aim: harm
"""


class Beyond(BaseException):
    pass


def double(x):
    try:
        raise GeneratorExit
    finally:
        raise Beyond
