"""The first example's mask is used for all of them.

Belief: All examples share one mask.
Hint: Did the second example lose the same units as the first?
Loses: test_published_example, test_mask
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * mask[0]
    else:
        dx = dout
    return dx
