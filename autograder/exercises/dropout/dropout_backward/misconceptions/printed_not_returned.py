"""The gradient is printed, not returned.

Belief: What is printed is handed on.
Hint: What does a function return in Python when it has no return line?
Loses: test_published_example, test_mask, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * mask
    else:
        dx = dout
    print(dx)
