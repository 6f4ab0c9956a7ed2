"""A dropout layer drops units; the mode is there for the backward pass to look at."""


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    draws = np.random.random_sample(x.shape)
    mask = np.zeros(x.shape, dtype=x.dtype)
    mask[draws < p] = 1 / p
    out = x * mask
    cache = (dropout_param, mask)
    return out, cache
