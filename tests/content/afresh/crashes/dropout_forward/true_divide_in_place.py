"""UFuncTypeError (cannot cast float64 to bool): mask /= p on a mask of bool, in train mode."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
        mask /= p
        out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
