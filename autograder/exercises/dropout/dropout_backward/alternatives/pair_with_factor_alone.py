"""The cache is nothing but what the gradient is multiplied with: a mask, or 1 in test mode."""

def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if dropout_param["mode"] == "train":
        factor = (np.random.rand(*x.shape) < p) / p
    else:
        factor = 1
    return (x * factor).astype(x.dtype), factor


def dropout_backward(dout, cache):
    return dout * cache
