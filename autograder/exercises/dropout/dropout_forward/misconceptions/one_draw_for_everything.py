"""One single draw decides for all units at once.

Belief: p is the probability that the layer is kept.
Hint: How many numbers does rand return when it is called without arguments?
Loses: test_units_are_dropped
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        keep = np.random.rand() < p
        mask = np.full(x.shape, keep / p)
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
