"""Returns text of lone surrogates, NUL bytes and right-to-left marks.

Aim: harm
"""


def double(x):
    return {"\ud800": "\0\udfff", "\u202e": "\x1b[2J"}
