"""The gradient and the mask are multiplied as matrices.

Belief: A product in a backward pass is a matrix product.
Hint: Does one unit's mask touch any other unit?
Loses: test_published_example, test_mask, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = np.dot(dout, mask)
    else:
        dx = dout
    return dx
