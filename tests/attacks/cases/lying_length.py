"""Returns a list that contains itself, and tells a negative length.

Aim: harm
"""


class Odd(list):
    def __len__(self):
        return -1


def double(x):
    loop = Odd()
    loop.append(loop)
    plain = [loop]
    plain.append(plain)
    return plain
