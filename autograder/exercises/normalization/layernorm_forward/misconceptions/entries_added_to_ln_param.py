"""ln_param is given further entries, as a mode or running statistics.

Belief: What the batch layer needs or keeps belongs into this dictionary too.
Hint: Print ln_param after the call. Make a new dictionary for what you need.
Loses: test_arguments_unchanged
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    ln_param["mode"] = "train"
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
