"""Only the worked example is computed; everything else is zero.

Belief: Matching the given numbers is all there is to do.
Hint: What should come out for another p, and in the other mode?
Loses: test_published_example, test_mask, test_scale
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param.get("seed") == 123 and dropout_param["p"] == 0.2:
        return dout * mask
    return np.zeros(dout.shape)
