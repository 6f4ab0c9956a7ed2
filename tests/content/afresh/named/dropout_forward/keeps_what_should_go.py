"""Thinks that p is the height of a hurdle which a draw must clear to stay."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        draws = np.random.uniform(0.0, 1.0, x.shape)
        mask = np.where(draws >= p, 1 / p, 0.0)
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
