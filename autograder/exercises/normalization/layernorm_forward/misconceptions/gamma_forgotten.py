"""Gamma and beta are not used.

Belief: Layer normalisation only normalises.
Hint: What are the other two arguments for?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = normalised
    cache = (normalised, gamma, divisor)
    return out, cache
