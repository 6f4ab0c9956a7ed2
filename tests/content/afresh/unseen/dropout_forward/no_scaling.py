"""A coin with chance p is thrown for each unit, and what falls on 0 is erased; no more to do."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        mask = np.random.binomial(n=1, p=p, size=x.shape)
        out = np.where(mask == 1, x, 0)
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
