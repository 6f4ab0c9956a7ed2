"""The mask is -1 for the dropped units.

Belief: A unit is switched off by flipping its sign.
Hint: What number, multiplied by an activation, leaves nothing of it?
Loses: test_units_are_dropped, test_scale_of_kept_units
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.where(np.random.rand(*x.shape) < p, 1.0, -1.0) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
