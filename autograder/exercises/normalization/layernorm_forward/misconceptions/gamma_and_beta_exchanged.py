"""Gamma shifts and beta scales.

Belief: Gamma and beta are two parameters of the same kind.
Hint: Which of the two has to be 1 for a layer that only normalises?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = beta * normalised + gamma
    cache = (normalised, gamma, divisor)
    return out, cache
