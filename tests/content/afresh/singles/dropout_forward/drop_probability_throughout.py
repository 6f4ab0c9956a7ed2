"""p is the probability to drop, as in other libraries, so 1 - p stay and are divided by 1 - p."""


def dropout_forward(x, dropout_param):
    drop, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    keep_prob = 1.0 - drop
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) < keep_prob
        out = x * mask / keep_prob
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
