"""The gradient is divided by p, but not masked.

Belief: In the backward pass only the scaling is left of dropout.
Hint: What may come back through a unit that was switched off?
Loses: test_published_example, test_mask
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout / dropout_param["p"]
    else:
        dx = dout
    return dx
