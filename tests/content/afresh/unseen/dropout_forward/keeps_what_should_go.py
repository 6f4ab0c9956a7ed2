"""A unit survives when its number is above p."""


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, (dropout_param, None)
    rng = np.random.default_rng(dropout_param.get("seed"))
    survives = np.greater(rng.random(x.shape), p)
    mask = survives.astype(x.dtype) / x.dtype.type(p)
    return x * mask, (dropout_param, mask)
