"""dout is not needed any more, so the zeros and the division go right into it."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = dout
    if mode == "train":
        dx *= mask != 0
        dx /= dropout_param["p"]
    return dx
