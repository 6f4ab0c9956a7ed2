"""Thinks that the mask covers up the units it marks."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p = dropout_param["p"]
    dx = dout
    if dropout_param["mode"] == "train":
        dx = dout / p
        dx[mask != 0] = 0.0
    return dx
