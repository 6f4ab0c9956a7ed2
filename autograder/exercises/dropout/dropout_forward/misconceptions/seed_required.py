"""The function cannot do without a seed.

Belief: There is always a seed in dropout_param.
Hint: Which of the keys may be missing, according to the docstring?
Loses: test_units_are_dropped, test_scale_of_kept_units
"""

def dropout_forward(x, dropout_param):
    p, mode, seed = dropout_param["p"], dropout_param["mode"], dropout_param["seed"]
    np.random.seed(seed)
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
