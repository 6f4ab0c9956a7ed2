"""The expected value is p times x, so I multiply by p; test mode needs no cache."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "train":
        mask = np.random.choice([0, 1], size=x.shape, p=[1 - p, p])
        out = x * mask * p
        cache = (dropout_param, mask)
    else:
        out = x
        cache = None
    return out.astype(x.dtype, copy=False), cache
