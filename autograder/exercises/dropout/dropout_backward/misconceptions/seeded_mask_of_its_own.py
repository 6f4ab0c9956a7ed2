"""The backward pass draws the mask again, and hopes for a seed.

Belief: The same seed is always there to give the same mask.
Hint: What is drawn when dropout_param has no seed? Is there a mask that you can rely on?
Loses: test_mask
"""

def dropout_backward(dout, cache):
    dropout_param, _ = cache
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return dout
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    keep = np.random.rand(*dout.shape) < p
    return dout * keep / p
