"""Each layer returns something and the cache; the mask is enough."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * mask.astype(bool)
    else:
        dx = dout
    return dx, cache
