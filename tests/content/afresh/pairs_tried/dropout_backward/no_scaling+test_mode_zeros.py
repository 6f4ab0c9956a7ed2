"""Train mode does not scale, and test mode returns zeros.
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        return dout * (mask > 0)
    return np.zeros_like(dout)
