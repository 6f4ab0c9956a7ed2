"""The kept entries of the gradient are multiplied by p.

Belief: The backward pass undoes the scaling.
Hint: The derivative of c·x with respect to x: is it c or 1/c?
Loses: test_published_example, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p, mode = dropout_param["p"], dropout_param["mode"]
    if mode == "train":
        dx = p * dout * (mask > 0)
    else:
        dx = dout
    return dx
