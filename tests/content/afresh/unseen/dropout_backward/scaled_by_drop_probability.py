"""With p as the share that is dropped, 1 - p is what is left, and the kept are divided by it."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode != "train":
        return dout
    left = 1.0 - dropout_param["p"]
    dx = np.zeros_like(dout)
    kept = mask != 0
    dx[kept] = dout[kept] / left
    return dx
