"""The mask is a square of the second axis.

Belief: There are as many examples as units.
Hint: Which entry of the shape counts the examples, and which the units?
Loses: test_units_are_dropped, test_scale_of_kept_units
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        units = x.shape[-1]
        mask = np.where(np.random.rand(units, units) < p, 1 / p, 0)
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
