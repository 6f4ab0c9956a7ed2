"""A helper draws the mask."""

def draw_mask(shape, p):
    keep = np.random.random(shape) < p
    return keep.astype(float) / p


def dropout_forward(x, dropout_param):
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = draw_mask(x.shape, dropout_param["p"]) if dropout_param["mode"] == "train" else None
    out = x if mask is None else x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
