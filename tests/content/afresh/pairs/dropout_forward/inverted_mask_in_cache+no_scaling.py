"""I remember what was dropped, and set that to zero."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    dropped = None
    out = x
    if mode == "train":
        dropped = np.random.rand(*x.shape) >= p
        out = np.where(dropped, np.zeros_like(x), x)
    return out, (dropout_param, dropped)
