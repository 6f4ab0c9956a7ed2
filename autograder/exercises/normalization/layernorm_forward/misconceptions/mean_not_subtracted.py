"""The mean is not subtracted.

Belief: Dividing by the deviation is what normalising means.
Hint: What should the mean of each row be after normalising?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
