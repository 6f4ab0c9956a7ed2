"""There is no eps.

Belief: Eps is so small that it does not matter.
Hint: Take a row of equal numbers, or an eps of 0.3. What do you divide by?
Loses: test_eps, test_default_eps, test_small_shapes, test_dtype
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    centred = x - mean
    divisor = np.sqrt(var)
    normalised = centred / divisor
    out = gamma * normalised + beta
    cache = (normalised, gamma, divisor)
    return out, cache
