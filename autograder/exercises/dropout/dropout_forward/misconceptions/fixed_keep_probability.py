"""The keep probability is written into the code.

Belief: Dropout keeps half of the units.
Hint: What should change in the output when p changes?
Loses: test_share_of_kept_units, test_scale_of_kept_units, test_keep_everything
"""

def dropout_forward(x, dropout_param):
    mode = dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < 0.5) / 0.5
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
