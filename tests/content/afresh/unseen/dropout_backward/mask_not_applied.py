"""Dropout is something that happens to activations; gradients go by untouched."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = 1.0 * dout
    elif mode == "test":
        dx = dout
    return dx
