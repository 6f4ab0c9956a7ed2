"""A seed of 0 is treated as no seed at all.

Belief: `if value` asks whether there is a value.
Hint: Which whole number counts as false in Python?
Loses: test_seed_of_zero
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if dropout_param.get("seed"):
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
