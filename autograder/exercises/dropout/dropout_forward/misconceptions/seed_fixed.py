"""Every call is seeded with one fixed number.

Belief: A seed keeps the results comparable, so it should always be there.
Hint: Without a seed in dropout_param, should two calls drop the same units?
Loses: test_seed, test_new_masks_without_a_seed
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    np.random.seed(0)
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
