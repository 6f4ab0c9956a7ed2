"""The layer also cuts off what is negative in train mode.

Kind: not in the bank
"""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = np.maximum(x, 0) * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
