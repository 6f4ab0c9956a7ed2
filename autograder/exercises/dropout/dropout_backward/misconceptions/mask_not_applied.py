"""The gradient goes through unchanged in train mode.

Belief: Dropout matters in the forward pass only.
Hint: If a dropped unit's input changes a little, how much does the loss change?
Loses: test_published_example, test_mask, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = dout
    return dx
