"""Eps is always 1e-5, whatever the caller gives.

Belief: Eps is a constant.
Hint: ln_param may have an eps. Where does your code read it?
Loses: test_eps, test_small_shapes, test_dtype, test_published_example
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = 1e-5
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
