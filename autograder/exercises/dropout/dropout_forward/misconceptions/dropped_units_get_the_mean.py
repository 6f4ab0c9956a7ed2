"""Dropped units are set to the mean of x.

Belief: A unit that is left out should look like an average one.
Hint: What may the next layer still learn from a unit that is dropped?
Loses: test_units_are_dropped, test_scale_of_kept_units
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = np.where(mask > 0, x / p, x.mean())
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
