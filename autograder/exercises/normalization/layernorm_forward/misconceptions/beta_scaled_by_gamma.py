"""Beta is multiplied by gamma too.

Belief: Shift first, then scale.
Hint: Expand your formula. What is beta multiplied with?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * (normalised + beta)
    cache = (normalised, gamma, divisor)
    return out, cache
