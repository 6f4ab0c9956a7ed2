"""The keep probability of the worked example is written into the code.

Belief: p is always 0.2.
Hint: Where is the scaling of this particular call stored?
Loses: test_scale, test_keep_everything
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * (mask > 0) / 0.2
    else:
        dx = dout
    return dx
