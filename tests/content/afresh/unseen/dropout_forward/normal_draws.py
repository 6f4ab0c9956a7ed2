"""standard_normal gives random numbers, and those under p are the lucky units."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    seed = dropout_param.get("seed", None)
    rng = np.random.RandomState(seed)
    mask = None
    if mode == "train":
        lucky = rng.standard_normal(x.shape) < p
        mask = lucky / p
        out = np.multiply(x, mask).astype(x.dtype)
    elif mode == "test":
        out = x.copy()
    return out, (dropout_param, mask)
