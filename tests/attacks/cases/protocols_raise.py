"""Returns an object whose every protocol raises, with the input as text.

Aim: leak
"""


def double(x):
    def fail(*args, **kwargs):
        raise RuntimeError(repr(x))

    names = ("__len__", "__iter__", "__array__", "__eq__", "__getattr__", "items", "__bool__")
    return type("Thorny", (dict,), dict.fromkeys(names, fail))(a=1)
