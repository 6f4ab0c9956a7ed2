"""Test mode returns None for the output.

Belief: Without dropout there is nothing to return.
Hint: What does the next layer get to work with in test mode?
Loses: test_test_mode, test_all_this_in_test_mode
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask, out = None, None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = (x * mask).astype(x.dtype)
    return out, (dropout_param, mask)
