"""A float32 input gives a float64 output.

Belief: NumPy chooses the right type.
Hint: Print the dtype of the output for an x of float32.
Loses: test_dtype
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var + eps)
    normalised = centred / divisor
    out = gamma * normalised + beta
    out = out.astype(np.float64)
    cache = (normalised, gamma, divisor)
    return out, cache
