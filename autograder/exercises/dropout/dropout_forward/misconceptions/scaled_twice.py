"""The kept units are divided by p twice.

Belief: The mask is scaled, and so is the output.
Hint: Follow one kept unit through your lines. What has it been divided by in the end?
Loses: test_scale_of_kept_units
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
        out = out / p
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
