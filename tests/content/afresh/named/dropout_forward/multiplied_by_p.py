"""Thinks that the scale of dropout is p, and that scaling is a product."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.where(1 - np.random.rand(*x.shape) <= p, p, 0)
        out = np.multiply(x, mask)
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
