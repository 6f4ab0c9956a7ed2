"""Inverted dropout divides by p, in both modes."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x / p
    if mode == "train":
        mask = 1 - np.random.rand(*x.shape) <= p
        out = out * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
