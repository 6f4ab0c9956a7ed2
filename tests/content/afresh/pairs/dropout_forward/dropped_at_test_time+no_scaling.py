"""A layer is a layer: a mask of 0 and 1 each time."""


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = np.random.uniform(size=x.shape) < p
    out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
