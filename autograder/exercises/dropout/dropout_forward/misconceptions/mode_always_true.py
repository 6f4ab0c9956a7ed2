"""The condition on the mode is always true.

Belief: `a == b or c` compares a with both.
Hint: What does Python make of a string that stands alone in a condition?
Loses: test_test_mode
Like: dropped_at_test_time
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train" or "training":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
