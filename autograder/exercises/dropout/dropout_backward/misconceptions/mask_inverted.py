"""The gradient goes to the dropped units.

Belief: The mask marks what is to be left out.
Hint: Which value does the mask have for a unit that was kept?
Loses: test_published_example, test_mask, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = dout
    if mode == "train":
        dx = dout * (mask == 0) / dropout_param["p"]
    return dx
