"""The gradient is masked but not scaled.

Belief: In the backward pass it only matters which units were kept.
Hint: The forward pass multiplied a kept unit by a number. What does that do to its slope?
Loses: test_published_example, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * (mask > 0)
    else:
        dx = dout
    return dx
