"""The draws are compared with p / p, which is 1.

Belief: The division by p belongs to the comparison.
Hint: Print the number on the right of your comparison. How many draws lie below it?
Loses: test_units_are_dropped, test_scale_of_kept_units
Like: no_dropout
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) < p / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
