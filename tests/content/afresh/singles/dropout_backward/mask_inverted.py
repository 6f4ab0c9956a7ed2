"""The mask tells which units were dropped."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = dout
    if mode == "train":
        dx = dout * (mask == 0) / dropout_param["p"]
    return dx
