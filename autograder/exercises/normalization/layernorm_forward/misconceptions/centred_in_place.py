"""x is centred in place.

Belief: x -= mean is the short way to write it.
Hint: Print x before and after the call. Whose array is it?
Loses: test_arguments_unchanged
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    x -= mean
    centred = x
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
