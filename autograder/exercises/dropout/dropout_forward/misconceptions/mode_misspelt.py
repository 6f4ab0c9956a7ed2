"""The mode is compared with a word that never occurs.

Belief: The mode is called training.
Hint: Which two words may the mode be? Print it before your condition.
Loses: test_units_are_dropped, test_scale_of_kept_units
Like: no_dropout
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = np.ones_like(x)
    if mode == "training":
        mask = (np.random.rand(*x.shape) < p) / p
    out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
