"""Works in place on arrays of its own."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x.copy()
    if mode == "train":
        mask = np.random.rand(*x.shape)
        kept = mask < p
        mask[kept] = 1
        mask[~kept] = 0
        mask /= p
        out *= mask.astype(x.dtype)
    return out, (dropout_param, mask)
