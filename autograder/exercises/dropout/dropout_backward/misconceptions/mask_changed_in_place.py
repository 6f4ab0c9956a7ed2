"""The gradient is built up inside the cached mask.

Belief: The mask is not needed any more.
Hint: What does the cache hold when the function is called a second time with it?
Loses: test_arguments_unchanged
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        mask *= dout
        dx = mask
    else:
        dx = dout
    return dx
