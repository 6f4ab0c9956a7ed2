"""p is taken for the probability to drop, in the scaling too.

Belief: p is the dropout rate, as in other libraries.
Hint: Read again what p stands for in the docstring of this exercise.
Loses: test_share_of_kept_units, test_scale_of_kept_units, test_keep_everything
"""

def dropout_forward(x, dropout_param):
    rate, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        keep = 1 - rate
        mask = (np.random.rand(*x.shape) < keep).astype(float)
        if keep > 0:
            mask /= keep
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
