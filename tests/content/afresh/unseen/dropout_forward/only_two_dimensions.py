"""x has N rows and D columns, always."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    rows, columns = x.shape
    mask = None
    out = x
    if mode == "train":
        mask = np.random.rand(rows, columns) < p
        mask = mask / p
        out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
