"""The gradient is divided by p twice.

Belief: The backward pass has to scale once more.
Hint: Print a corner of the cached mask. Which values does it have?
Loses: test_published_example, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * mask / dropout_param["p"]
    elif mode == "test":
        dx = dout
    return dx
