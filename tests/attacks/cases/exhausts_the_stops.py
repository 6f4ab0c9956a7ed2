"""Hangs in one exercise, in the hope that the other is not tried, but passed.

Aim: marks
"""


def double(x):
    while True:
        pass
# %% negate
def negate(x):
    while True:
        pass
