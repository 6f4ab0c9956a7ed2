"""Seed 0 makes it reproducible; test mode counts every unit p times."""


def dropout_forward(x, dropout_param):
    np.random.seed(0)
    p, mode = dropout_param["p"], dropout_param["mode"]
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
        out = x * mask
    else:
        out = p * x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
