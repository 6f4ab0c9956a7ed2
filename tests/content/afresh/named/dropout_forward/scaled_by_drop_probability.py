"""Thinks that what remains has to make up for the share 1 - p that is gone."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.random_sample(x.shape) < p
        out = np.multiply(x, mask) / (1 - p)
    elif mode == "test":
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
