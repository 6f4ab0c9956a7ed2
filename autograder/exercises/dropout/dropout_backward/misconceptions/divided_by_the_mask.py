"""The gradient is divided by the mask.

Belief: Going backwards means reversing each step.
Hint: What is the slope of a unit's output against its input, for a dropped and for a kept unit?
Loses: test_published_example, test_scale
Like: multiplied_by_p
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = np.zeros_like(dout)
        kept = mask != 0
        dx[kept] = dout[kept] / mask[kept]
    else:
        dx = dout
    return dx
