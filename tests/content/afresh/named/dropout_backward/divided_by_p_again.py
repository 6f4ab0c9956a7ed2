"""Sees a mask and a p in the cache, and uses both."""


def dropout_backward(dout, cache):
    param, mask = cache
    p = param["p"]
    if param["mode"] == "train":
        dx = np.multiply(dout, mask)
        dx = np.true_divide(dx, p)
        return dx
    return dout.copy()
