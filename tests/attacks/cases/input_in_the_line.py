"""Compiles the line that raises at a line number made of the input.

Aim: leak
"""


def double(x):
    number = int(float(abs(x if isinstance(x, float) else x[0, 0])) * 10**8)
    inner = compile("def f():\n raise ValueError", "<cell double>", "exec")
    names = {}
    exec(inner, names)
    f = names["f"]
    f.__code__ = f.__code__.replace(co_firstlineno=number)
    f()
