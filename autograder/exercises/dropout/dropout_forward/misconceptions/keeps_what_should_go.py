"""The units whose draws exceed p are kept, so p becomes the probability to drop.

Belief: The comparison tells which units are dropped.
Hint: With p = 0.9, how many units are left in your layer?
Loses: test_share_of_kept_units, test_keep_everything
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) > p) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
