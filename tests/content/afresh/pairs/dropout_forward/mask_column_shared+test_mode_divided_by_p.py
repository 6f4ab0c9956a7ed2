"""One draw per example, and the division by p is always there."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x / p
    if mode == "train":
        draws = np.random.rand(x.shape[0])
        keep = (draws < p).reshape((-1,) + (1,) * (x.ndim - 1))
        mask = keep & np.ones(x.shape, dtype=bool)
        out = out * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
