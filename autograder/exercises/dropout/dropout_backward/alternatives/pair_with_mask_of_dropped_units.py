"""The mask marks the dropped units, and both passes know it."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    dropped = None
    out = x.copy()
    if mode == "train":
        dropped = np.random.rand(*x.shape) >= p
        out /= p
        out[dropped] = 0
    return out, (dropout_param, dropped)


def dropout_backward(dout, cache):
    dropout_param, dropped = cache
    dx = dout.copy()
    if dropout_param["mode"] == "train":
        dx /= dropout_param["p"]
        dx[dropped] = 0
    return dx
