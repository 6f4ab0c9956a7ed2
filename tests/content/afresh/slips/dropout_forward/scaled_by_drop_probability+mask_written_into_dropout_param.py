"""1 - p is lost, so I divide by it; the mask stays with its settings.

Is: scaled_by_drop_probability, mask_kept_in_parameters
"""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / (1 - p)
        dropout_param["mask"] = mask
        out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
