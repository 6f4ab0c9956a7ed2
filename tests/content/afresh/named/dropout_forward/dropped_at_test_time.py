"""Looks at the mode for the cache only, and drops in any case."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    scaled = (np.random.random(x.shape) < p).astype(float) / p
    out = (x * scaled).astype(x.dtype, copy=False)
    mask = scaled if mode == "train" else None
    return out, (dropout_param, mask)
