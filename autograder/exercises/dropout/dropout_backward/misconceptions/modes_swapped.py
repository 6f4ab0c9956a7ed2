"""The two modes are mixed up.

Belief: The units are dropped when the net is tested.
Hint: In which of the two modes does the cache hold a mask?
Loses: test_published_example, test_mask, test_scale
Like: mask_not_applied
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout
    else:
        p = dropout_param["p"]
        dx = dout * (np.random.rand(*dout.shape) < p) / p
    return dx
