"""A ReLU is built in.

Belief: The layer stands before a ReLU, so both can be done at once.
Hint: Are there negative numbers in your output? Should there be?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    out = np.maximum(out, 0)
    cache = (normalised, gamma, divisor)
    return out, cache
