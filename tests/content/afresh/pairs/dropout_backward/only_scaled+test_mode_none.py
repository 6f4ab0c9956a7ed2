"""Only the factor is left of dropout on the way back, and only in training."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = None
    if mode == "train":
        dx = dout / dropout_param["p"]
    return dx
