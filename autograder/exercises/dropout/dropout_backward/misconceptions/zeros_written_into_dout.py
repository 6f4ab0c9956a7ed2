"""Zeros are written into the caller's gradient.

Belief: A new name makes a new array.
Hint: After `dx = dout`, whose array do you write into?
Loses: test_arguments_unchanged
Like: dout_changed_in_place
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = dout
    if mode == "train":
        dx[mask == 0] = 0
        dx = dx * mask.max()
    return dx
