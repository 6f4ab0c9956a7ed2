"""The mask is applied twice.

Belief: Once for the dropping and once for the scaling.
Hint: Which two things does one product with this mask do already?
Loses: test_published_example, test_scale
Like: divided_by_p_again
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * mask
        dx *= mask
    else:
        dx = dout
    return dx
