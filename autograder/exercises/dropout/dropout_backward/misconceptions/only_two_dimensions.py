"""The function works for arrays with two axes only.

Belief: A gradient is always a matrix.
Hint: How many axes does the gradient of a convolution's output have?
Loses: test_any_shape
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "test":
        return dout
    N, D = dout.shape
    dx = np.zeros((N, D))
    for i in range(N):
        for j in range(D):
            dx[i, j] = dout[i, j] * mask[i, j]
    return dx
