"""Each unit is on or off for the whole batch."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask, out = None, x
    if mode == "train":
        units = np.random.rand(*x.shape[1:]) < p
        mask = np.broadcast_to(units, x.shape) / p
        out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
