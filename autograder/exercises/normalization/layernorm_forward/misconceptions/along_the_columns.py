"""Mean and variance are those of each column, as in batch normalisation.

Belief: A layer's mean is the mean of its units.
Hint: Whose mean is it: that of an example, or that of a feature? Along which axis do you add up?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=0, keepdims=True)
    var = x.var(axis=0, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
