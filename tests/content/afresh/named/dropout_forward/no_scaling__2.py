"""Copies x and sets to zero what is dropped. Has never heard of the word inverted."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    generator = np.random.default_rng(dropout_param.get("seed"))
    if mode == "test":
        return x, (dropout_param, None)
    dropped = generator.uniform(size=x.shape) >= p
    out = x.copy()
    out[dropped] = 0
    return out, (dropout_param, ~dropped)
