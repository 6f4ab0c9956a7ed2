"""dropout_param goes to the backward pass anyway, so the mask may travel inside it."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "train":
        dropout_param["mask"] = (np.random.random(x.shape) < p).astype(x.dtype) / p
        out = x * dropout_param["mask"]
    else:
        dropout_param["mask"] = None
        out = x
    cache = (dropout_param, dropout_param["mask"])
    return out.astype(x.dtype, copy=False), cache
