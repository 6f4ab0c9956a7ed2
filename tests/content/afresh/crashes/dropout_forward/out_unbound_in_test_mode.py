"""UnboundLocalError for out in test mode; train mode is right."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
        out = x * mask / p
    elif mode == "eval":
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
