"""The kept units are multiplied by p.

Belief: Scaling by p means times p.
Hint: Fewer units are left. Must each of them count more now, or less?
Loses: test_scale_of_kept_units
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) * p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
