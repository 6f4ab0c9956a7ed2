"""The seed is used up once it was set; x / p in both modes."""


def dropout_forward(x, dropout_param):
    if "seed" in dropout_param:
        np.random.seed(dropout_param.pop("seed"))
    p, mode = dropout_param["p"], dropout_param["mode"]
    mask = (np.random.rand(*x.shape) < p) if mode == "train" else None
    out = x / p if mask is None else np.where(mask, x / p, 0)
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
