"""A mask of the floats 0 and 1 drawn by `binomial`, scaled in both passes."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x, (dropout_param, None)
    mask = np.random.binomial(1, p, x.shape).astype(np.float64)
    out = x * mask * (1.0 / p)
    return out.astype(x.dtype), (dropout_param, mask)


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    scale = 1.0 / dropout_param["p"]
    return dout * mask * scale if dropout_param["mode"] == "train" else dout
