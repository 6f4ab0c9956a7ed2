"""The sum of squares is divided by N, the number of examples.

Belief: A mean is a sum divided by N.
Hint: How many numbers does the mean of one row have?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = ((x - mean) ** 2).sum(axis=1, keepdims=True) / len(x)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
