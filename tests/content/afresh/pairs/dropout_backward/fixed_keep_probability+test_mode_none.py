"""Half of the units are kept, so times 2."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = 2 * dout * (mask > 0)
        return dx
