"""A RandomState of its own, so that the global generator is left alone."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    generator = np.random
    if "seed" in dropout_param:
        generator = np.random.RandomState(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (generator.rand(*x.shape) < p) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
