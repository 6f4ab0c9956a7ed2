"""Train mode divides by p, and test mode multiplies by it as well.

Belief: At test time the activations must always be made smaller.
Hint: Is the mean of the activations in train mode already what test mode gives?
Loses: test_test_mode
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    elif mode == "test":
        out = x * p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
