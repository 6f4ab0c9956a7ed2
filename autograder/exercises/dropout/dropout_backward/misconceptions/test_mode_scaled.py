"""Test mode multiplies the gradient by p.

Belief: In test mode the units are multiplied by p.
Hint: What does the forward pass do to x in test mode?
Loses: test_test_mode
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * mask
    elif mode == "test":
        dx = dout * dropout_param["p"]
    return dx
