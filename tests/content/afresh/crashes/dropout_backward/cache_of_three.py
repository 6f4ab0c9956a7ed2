"""ValueError: not enough values to unpack (expected 3, got 2), always."""


def dropout_backward(dout, cache):
    dropout_param, mask, p = cache
    if dropout_param["mode"] == "train":
        dx = dout * (mask != 0) / p
    else:
        dx = dout
    return dx
