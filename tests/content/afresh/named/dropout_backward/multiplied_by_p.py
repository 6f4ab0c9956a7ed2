"""Thinks that going back means multiplying where the way there divided."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = dout
    if dropout_param["mode"] == "train":
        passed = (mask != 0).astype(float)
        dx = dropout_param["p"] * passed * dout
    return dx
