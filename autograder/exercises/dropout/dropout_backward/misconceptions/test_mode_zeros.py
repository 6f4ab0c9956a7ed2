"""Test mode returns zeros.

Belief: Nothing is learnt in test mode, so there is no gradient.
Hint: In test mode the output is the input. What is the slope of that?
Loses: test_test_mode
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = np.zeros_like(dout)
    if mode == "train":
        dx = dout * mask
    return dx
