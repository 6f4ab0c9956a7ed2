"""Test mode returns nothing.

Belief: The backward pass is never called in test mode.
Hint: What does the function return when none of its branches is taken?
Loses: test_test_mode
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        return dout * mask
