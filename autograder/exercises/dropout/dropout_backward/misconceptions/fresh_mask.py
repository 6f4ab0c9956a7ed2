"""The backward pass draws a mask of its own.

Belief: Any mask with the same p will do.
Hint: Which units did the forward pass drop? Where is that stored?
Loses: test_published_example, test_mask
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p, mode = dropout_param["p"], dropout_param["mode"]
    if mode == "train":
        mask = (np.random.rand(*dout.shape) < p) / p
        dx = dout * mask
    else:
        dx = dout
    return dx
