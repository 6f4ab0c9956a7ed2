"""Backward undoes the division; in test mode nothing flows."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = 0 * dout
    if dropout_param["mode"] == "train":
        dx = dx + dout * (mask > 0) * dropout_param["p"]
    return dx
