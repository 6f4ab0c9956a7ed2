"""The mask is drawn as whole numbers 0 and 1 with equal chances.

Belief: A mask of random zeros and ones is a dropout mask.
Hint: Where does p enter your draws?
Loses: test_share_of_kept_units, test_keep_everything
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.randint(0, 2, size=x.shape) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
