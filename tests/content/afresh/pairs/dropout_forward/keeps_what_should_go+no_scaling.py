"""Units with draws above p stay as they are."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x.copy()
    if mode == "train":
        mask = np.random.rand(*x.shape) >= p
        out[~mask] = 0
    return out, (dropout_param, mask)
