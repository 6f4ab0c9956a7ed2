"""The kept units are divided by the probability to drop.

Belief: p says how many units are dropped.
Hint: Did the forward pass divide by p or by 1 - p?
Loses: test_published_example, test_scale, test_keep_everything
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p, mode = dropout_param["p"], dropout_param["mode"]
    if mode == "train":
        dx = dout * (mask != 0) / (1 - p)
    else:
        dx = dout
    return dx
