"""Thinks that a net which is not trained has no gradient."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = np.zeros(dout.shape)
    if dropout_param["mode"] == "train":
        dx += dout * mask
    return dx
