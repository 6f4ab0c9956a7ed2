"""The reverse of dividing by p is multiplying by p."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return dout
    dx = np.zeros_like(dout)
    on = np.nonzero(mask)
    dx[on] = dout[on] * p
    return dx
