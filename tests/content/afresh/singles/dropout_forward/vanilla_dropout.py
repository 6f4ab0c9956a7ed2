"""In training units are dropped; at test time every unit counts p times."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p).astype(x.dtype)
        out = mask * x
    if mode == "test":
        out = x * p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
