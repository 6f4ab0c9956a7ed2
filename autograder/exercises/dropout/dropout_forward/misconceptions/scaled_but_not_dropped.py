"""The units are scaled, but none is dropped.

Belief: Drawing the mask does the dropping.
Hint: In which line of yours does the draw meet the activations?
Loses: test_units_are_dropped
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x / p
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
