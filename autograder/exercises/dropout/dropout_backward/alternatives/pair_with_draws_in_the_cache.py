"""The cache holds the draws; the backward pass compares them once more."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    draws = None
    if mode == "train":
        draws = np.random.rand(*x.shape)
        out = np.where(draws < p, x / p, 0)
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, draws)


def dropout_backward(dout, cache):
    dropout_param, draws = cache
    p = dropout_param["p"]
    if dropout_param["mode"] == "train":
        return np.where(draws < p, dout / p, 0)
    return dout
