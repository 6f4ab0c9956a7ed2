"""One mean and one variance serve the whole array.

Belief: np.mean(x) is the mean.
Hint: May a row's output depend on the other rows?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean()
    var = x.var() * np.ones((len(x), 1))
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
