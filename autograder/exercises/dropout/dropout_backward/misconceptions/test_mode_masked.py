"""The mask is used in test mode, where there is none.

Belief: The mode matters in the forward pass only.
Hint: What is in the cache after a forward pass in test mode?
Loses: test_test_mode
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = dout * mask
    return dx
