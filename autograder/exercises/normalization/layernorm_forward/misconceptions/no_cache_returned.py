"""The cache is None.

Belief: Layer normalisation keeps nothing.
Hint: What will the backward pass work with?
Loses: test_cache
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = None
    return out, cache
