"""The seed is taken out of the caller's dropout_param.

Belief: A seed is used up by seeding.
Hint: What does the second call with the same dictionary find in it?
Loses: test_arguments_unchanged
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    seed = dropout_param.pop("seed", None)
    if seed is not None:
        np.random.seed(seed)
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
