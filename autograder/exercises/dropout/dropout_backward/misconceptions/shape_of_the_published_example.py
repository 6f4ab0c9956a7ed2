"""The gradient always has the shape of the worked example.

Belief: Gradients are always 10 by 10.
Hint: What tells you the shape when somebody else calls the function?
Loses: test_mask, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = np.zeros((10, 10))
        for i in range(10):
            dx[i] = dout[i] * mask[i]
    else:
        dx = dout
    return dx
