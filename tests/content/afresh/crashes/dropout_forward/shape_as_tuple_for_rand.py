"""TypeError: 'tuple' object cannot be interpreted as an integer, in train mode."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask, out = None, x
    if mode == "train":
        mask = np.random.rand(x.shape) < p
        out = x * mask / p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
