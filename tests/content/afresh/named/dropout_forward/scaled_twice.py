"""Scales the mask, and then the output, to be on the safe side."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        mask = np.random.binomial(1, p, x.shape) / p
        out = x * mask
        out = out / p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
