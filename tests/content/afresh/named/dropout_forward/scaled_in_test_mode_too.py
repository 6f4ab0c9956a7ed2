"""Uses both recipes, the one of the paper for testing and the inverted one for training."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    keep = None
    if mode == "train":
        keep = np.random.choice([1, 0], size=x.shape, p=[p, 1 - p]) / p
    factor = p if keep is None else keep
    out = x * factor
    return out.astype(x.dtype, copy=False), (dropout_param, keep)
