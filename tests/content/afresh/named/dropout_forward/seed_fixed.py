"""Thinks that results have to be the same in each run, and seeds for that."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    rng = np.random.RandomState(231)
    mask = None
    if mode == "train":
        mask = (rng.rand(*x.shape) < p) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
