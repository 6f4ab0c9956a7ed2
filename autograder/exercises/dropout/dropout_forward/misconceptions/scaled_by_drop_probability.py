"""The kept units are divided by the probability to drop.

Belief: What was lost is 1 - p, so that is what the rest has to make up for.
Hint: With p = 0.9, by how much does the mean of your layer grow?
Loses: test_scale_of_kept_units, test_keep_everything
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
        mask = mask / (1 - p)
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
