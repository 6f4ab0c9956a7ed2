"""The caller's gradient is changed in place.

Belief: `*=` works on a copy inside a function.
Hint: Look at dout after the call. Is it what you handed in?
Loses: test_arguments_unchanged
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dout *= mask
    dx = dout
    return dx
