"""The gradient is returned together with the cache.

Belief: Backward returns a pair as forward does.
Hint: What does the docstring say is returned?
Loses: test_published_example, test_mask, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * mask
    else:
        dx = dout
    return dx, cache
