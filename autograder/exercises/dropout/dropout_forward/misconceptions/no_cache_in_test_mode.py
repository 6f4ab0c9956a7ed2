"""Test mode returns None for the cache.

Belief: In test mode nobody needs the cache.
Hint: What does the backward pass unpack before it knows the mode?
Loses: test_all_this_in_test_mode
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if mode == "test":
        return x, None
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = (np.random.rand(*x.shape) < p) / p
    return (x * mask).astype(x.dtype), (dropout_param, mask)
