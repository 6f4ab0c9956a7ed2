"""The cached mask is that of the dropped units.

Belief: A dropout mask says what is dropped.
Hint: The backward pass multiplies by the mask. What does that do to a kept unit?
Loses: test_cache
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        dropped = np.random.rand(*x.shape) >= p
        out = np.where(dropped, 0, x / p)
        mask = dropped / p
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
