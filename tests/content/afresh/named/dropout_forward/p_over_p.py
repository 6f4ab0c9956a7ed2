"""Has seen `< p) / p` somewhere, and lost the bracket."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.random_sample(x.shape) < p / p
        out = np.where(mask, x, 0)
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
