"""The mask always has the shape of the worked example.

Belief: Activations are always 500 by 500.
Hint: Where can the shape of x be read from?
Loses: test_units_are_dropped, test_scale_of_kept_units
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(500, 500) < p) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
