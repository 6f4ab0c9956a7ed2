"""The scaled mask is divided by the probability to drop as well.

Belief: What was lost is 1 - p, and the slope has to make up for it.
Hint: Which factor did the forward pass multiply a kept unit by?
Loses: test_published_example, test_scale, test_keep_everything
Like: scaled_by_drop_probability
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p, mode = dropout_param["p"], dropout_param["mode"]
    if mode == "train":
        dx = dout * mask / (1 - p)
    else:
        dx = dout
    return dx
