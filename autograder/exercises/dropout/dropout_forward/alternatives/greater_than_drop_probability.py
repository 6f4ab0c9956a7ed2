"""Keeps where the draw exceeds `1 - p`."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) > 1 - p
        mask = mask / p
        out = mask * x
    elif mode == "test":
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
