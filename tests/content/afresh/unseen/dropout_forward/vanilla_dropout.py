"""Training only drops; when the net is tested, all units are there, so each is made p times."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = 1 - np.random.rand(*x.shape) <= p
        out = x * mask
    else:
        out = p * x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
