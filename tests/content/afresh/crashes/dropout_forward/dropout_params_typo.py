"""NameError: name 'dropout_params' is not defined; always, when the cache is built."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
        out = x * mask / p
    else:
        out = x
    cache = (dropout_params, mask)
    return out.astype(x.dtype, copy=False), cache
