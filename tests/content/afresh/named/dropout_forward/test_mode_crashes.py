"""Scales the mask for both modes at the end, where test mode has none."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "train":
        keep = np.random.rand(*x.shape) < p
    mask = keep / p
    out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
