"""The gradient goes through where the unit was kept."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        kept = mask > 0
        dx = dout * kept
    else:
        dx = dout
    return dx
