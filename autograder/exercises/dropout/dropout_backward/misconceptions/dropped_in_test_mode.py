"""A mask is drawn in test mode when the cache holds none.

Belief: Dropout always needs a mask.
Hint: Which units did the forward pass drop in test mode?
Loses: test_test_mode
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p = dropout_param["p"]
    if mask is None:
        mask = (np.random.rand(*dout.shape) < p) / p
    return dout * mask
