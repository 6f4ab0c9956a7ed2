"""The toy assignment's given helper."""


def zero():
    return 0.0
