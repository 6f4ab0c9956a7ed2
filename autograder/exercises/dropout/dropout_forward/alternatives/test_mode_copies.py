"""Test mode returns a copy, with a mask of ones in the cache."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    else:
        mask = np.ones_like(x)
        out = x.copy()
    return out.astype(x.dtype), (dropout_param, mask)
