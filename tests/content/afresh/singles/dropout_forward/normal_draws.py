"""Noise is normal, so I take randn."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        noise = np.random.standard_normal(x.shape)
        mask = np.less(noise, p)
        out = np.multiply(x, mask) / p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
