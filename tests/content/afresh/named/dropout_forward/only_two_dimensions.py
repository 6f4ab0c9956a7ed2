"""Thinks that x always has N rows and D columns."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    N, D = x.shape
    mask = None
    out = x
    if mode == "train":
        mask = np.zeros((N, D))
        for row in range(N):
            mask[row] = np.random.rand(D) < p
        mask = mask / p
        out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
