"""Each call draws what it likes, and what stays is not touched."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    generator = np.random.default_rng()
    mask = None
    if mode == "train":
        mask = generator.binomial(1, p, x.shape)
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
