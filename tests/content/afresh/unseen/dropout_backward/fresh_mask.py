"""It is enough that a share of p gets through, chosen by chance and scaled by 1 / p."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode, p = dropout_param["mode"], dropout_param["p"]
    if mode == "train":
        rng = np.random.default_rng()
        chosen = rng.binomial(1, p, size=dout.shape)
        dx = dout * chosen / p
    else:
        dx = dout
    return dx
