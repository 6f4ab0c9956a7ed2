"""The smallest activations are dropped instead of random ones.

Belief: Dropout removes what is least important.
Hint: Which units are left out when the same x comes again?
Loses: test_seed, test_new_masks_without_a_seed
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    mask = None
    if mode == "train":
        border = np.quantile(np.abs(x), 1 - p)
        mask = (np.abs(x) >= border) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
