"""Eps is added to the standard deviation.

Belief: Eps keeps the divisor away from zero, so it is added to the divisor.
Hint: Under the root or outside: compare the formula, symbol by symbol.
Loses: test_eps, test_default_eps, test_small_shapes, test_dtype
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var) + eps
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
