"""Prints and warns on the way."""

import warnings


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    print("backward in mode", mode)
    if mode == "train":
        dx = dout * mask
    else:
        warnings.warn("no mask in test mode")
        dx = dout
    return dx
