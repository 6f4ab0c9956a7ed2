"""Test mode divides by p.

Belief: Both modes need the same factor.
Hint: Nothing was dropped in test mode. What is there to make up for?
Loses: test_test_mode
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = np.ones(x.shape)
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
    mask = mask / p
    out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
