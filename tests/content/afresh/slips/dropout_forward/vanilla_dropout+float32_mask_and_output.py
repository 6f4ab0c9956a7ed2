"""float32 is what nets use; test mode counts p times.

Is: vanilla_dropout, single_precision_returned
"""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    x = x.astype(np.float32)
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p).astype(np.float32)
        out = x * mask
    else:
        out = x * np.float32(p)
    return out, (dropout_param, mask)
