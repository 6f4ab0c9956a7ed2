"""Test mode returns at once, with the very same array."""

def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, (dropout_param, None)
    seed, p = dropout_param.get("seed"), dropout_param["p"]
    if seed is not None:
        np.random.seed(seed)
    keep = np.random.rand(*x.shape) < p
    mask = keep / p
    return np.asarray(x * mask, dtype=x.dtype), (dropout_param, mask)
