"""The mask is added to the gradient.

Belief: Gradients of several steps are added up.
Hint: When one step follows another, does the chain rule add or multiply?
Loses: test_published_example, test_mask, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout + mask
    else:
        dx = dout
    return dx
