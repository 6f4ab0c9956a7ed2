"""Only the output is returned.

Belief: The cache is for those who want it.
Hint: How many values does the return line of the notebook give back?
Loses: test_units_are_dropped, test_scale_of_kept_units
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "train":
        return (x * (np.random.rand(*x.shape) < p) / p).astype(x.dtype)
    return x
