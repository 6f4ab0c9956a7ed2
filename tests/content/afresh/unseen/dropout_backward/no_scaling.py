"""A unit that was kept gets its gradient as it comes, one that was dropped gets none."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "test":
        return dout
    dx = np.array(dout)
    dx[mask == 0] = 0
    return dx
