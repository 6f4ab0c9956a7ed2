"""Multiplies by the mask to drop, and by the mask to scale."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = dout
    if dropout_param["mode"] == "train":
        for _ in ("drop", "scale"):
            dx = dx * mask
    return dx
