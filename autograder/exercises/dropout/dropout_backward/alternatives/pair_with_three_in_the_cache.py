"""The cache is (mask, p, mode)."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = np.ones(x.shape, dtype=bool)
    out = x
    if mode == "train":
        mask = np.random.random(x.shape) < p
        out = (x * mask / p).astype(x.dtype)
    return out, (mask, p, mode)


def dropout_backward(dout, cache):
    mask, p, mode = cache
    if mode == "test":
        return dout
    return (dout * mask) / p
