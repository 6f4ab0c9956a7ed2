"""The mask is returned without the gradient.

Belief: The derivative of the layer is the mask, so that is the answer.
Hint: The chain rule has two factors. Where is the other one?
Loses: test_published_example, test_scale, test_test_mode, test_keep_everything
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = mask
    else:
        dx = np.ones_like(dout)
    return dx
