"""The function displays, prints and returns points.

Aim: marks
"""


def double(x):
    display(10)
    print("10.0")
    return 10
