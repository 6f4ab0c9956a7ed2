"""Divide by what was dropped. In test mode there is nothing to do."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = None
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
        out = (x * mask / (1 - p)).astype(x.dtype)
    return out, (dropout_param, mask)
