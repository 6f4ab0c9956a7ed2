"""Thinks that dropout is the toss of a coin for each unit, and so doubles the rest."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        p = 0.5
        mask = np.random.uniform(size=x.shape) < p
        out = x * mask / p
        mask = mask / p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
