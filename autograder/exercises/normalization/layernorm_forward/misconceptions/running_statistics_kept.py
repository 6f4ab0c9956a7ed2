"""Running statistics are stored in ln_param.

Belief: Every normalisation keeps running averages.
Hint: Whose averages would they be? The next batch has other rows.
Loses: test_arguments_unchanged
Like: entries_added_to_ln_param
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    ln_param["running_mean"] = mean.ravel()
    ln_param["running_var"] = var.ravel()
    return out, cache
