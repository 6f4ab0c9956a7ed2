"""Follows the paper: train drops, test multiplies by p."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "train":
        mask = np.random.uniform(size=x.shape) < p
        out = mask * x
    else:
        mask = None
        out = p * x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
