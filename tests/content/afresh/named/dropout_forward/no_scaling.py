"""Thinks dropout puts zeros into x and does nothing else."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        mask = np.random.binomial(1, p, size=x.shape)
        out = np.where(mask == 1, x, 0)
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
