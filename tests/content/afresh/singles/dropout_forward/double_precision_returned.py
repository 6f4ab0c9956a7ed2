"""Everything in float64 is the safest."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    out = np.array(x, dtype=np.float64)
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
        out *= mask / p
    return out, (dropout_param, mask)
