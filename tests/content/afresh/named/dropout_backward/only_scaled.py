"""Thinks the zeros were a matter of the forward pass, and p is what is left."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    scale = 1.0
    if dropout_param["mode"] == "train":
        scale = 1.0 / dropout_param["p"]
    return scale * dout
