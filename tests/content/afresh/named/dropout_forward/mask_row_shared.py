"""Thinks that dropout thins the net, and that all examples go through the same net."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        units = np.random.rand(x.shape[-1]) < p
        mask = np.ones(x.shape) * units / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
