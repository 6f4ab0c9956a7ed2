"""The kept units are scaled by 2, as for p = 0.5.

Belief: Half of the units are kept, so the gradient doubles.
Hint: With p = 0.8, by which factor did the forward pass scale a kept unit?
Loses: test_published_example, test_scale, test_keep_everything
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = 2 * np.where(mask == 0, 0, dout)
    else:
        dx = dout
    return dx
