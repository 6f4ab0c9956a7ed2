"""NameError: name 'p' is not defined, in train mode."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * (mask > 0) / p
    else:
        dx = dout
    return dx
