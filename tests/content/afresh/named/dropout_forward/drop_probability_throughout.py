"""Takes p for the dropout rate of PyTorch: nn.Dropout(p) drops with probability p."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        keep = 1 - p
        mask = np.random.binomial(1, keep, x.shape) / keep
        out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
