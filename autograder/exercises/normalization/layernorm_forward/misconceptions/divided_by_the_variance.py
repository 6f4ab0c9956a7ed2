"""It is divided by the variance.

Belief: Normalising means dividing by the variance.
Hint: If x is measured in metres, what unit has its variance?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = var + eps
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
