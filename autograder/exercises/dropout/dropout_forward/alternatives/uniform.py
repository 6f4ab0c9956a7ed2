"""Draws with `uniform`."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        u = np.random.uniform(low=0.0, high=1.0, size=x.shape)
        mask = np.float64(u < p)
        mask *= 1 / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
