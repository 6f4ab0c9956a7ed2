"""dout is divided for the forward and for the backward pass, on the spot."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode, p = dropout_param["mode"], dropout_param["p"]
    if mode == "train":
        dout[mask == 0] = 0
        dout /= p
        dout /= p
    dx = dout
    return dx
