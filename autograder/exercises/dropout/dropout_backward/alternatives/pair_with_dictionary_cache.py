"""The cache is a dictionary."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    cache = {"mode": mode, "mask": None, "p": p}
    if mode == "train":
        cache["mask"] = np.random.rand(*x.shape) < p
        out = cache["mask"] * x / p
    else:
        out = x
    return out.astype(x.dtype, copy=False), cache


def dropout_backward(dout, cache):
    if cache["mode"] == "train":
        return dout * cache["mask"] / cache["p"]
    return dout
