"""A product has the type of x, so there is no need to think of types."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if mode != "train":
        return x, (dropout_param, None)
    rng = np.random.RandomState(dropout_param.get("seed"))
    keep = rng.uniform(size=x.shape) <= p
    mask = np.full(x.shape, 1 / p) * keep
    out = np.multiply(x, mask)
    return out, (dropout_param, mask)
