"""Draws a one for each unit to be dropped, and then multiplies by these ones."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode != "train":
        return x.copy(), (dropout_param, None)
    mask = np.random.choice([True, False], size=x.shape, p=[1 - p, p])
    out = x * mask / p
    return out.astype(x.dtype), (dropout_param, mask / p)
