"""The mask is drawn from the normal distribution.

Belief: Any random number compared with p is below it with probability p.
Hint: Which share of standard normal draws lies below 0.5, and which share below 0.9?
Loses: test_share_of_kept_units, test_keep_everything
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.randn(*x.shape) < p) / p
        out = x * mask
    elif mode == "test":
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
