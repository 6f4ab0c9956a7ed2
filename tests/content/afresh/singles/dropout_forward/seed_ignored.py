"""A generator of its own gives good random numbers."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    rng = np.random.default_rng()
    if mode != "train":
        return x, (dropout_param, None)
    mask = rng.random(x.shape) < p
    out = np.zeros_like(x)
    out[mask] = x[mask] / p
    return out, (dropout_param, mask)
