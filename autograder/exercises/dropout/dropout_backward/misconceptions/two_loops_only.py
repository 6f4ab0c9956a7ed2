"""The function goes through two axes only.

Belief: A gradient is always a matrix.
Hint: How many axes does the gradient of a convolution's output have?
Loses: test_any_shape
Like: only_two_dimensions
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "test":
        return dout
    dx = np.zeros(dout.shape)
    for i in range(dout.shape[0]):
        for j in range(dout.shape[1]):
            dx[i, j] = dout[i, j] * mask[i, j]
    return dx
