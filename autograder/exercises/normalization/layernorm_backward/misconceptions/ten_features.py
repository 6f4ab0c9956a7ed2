"""The number of features is always ten.

Belief: Layers have ten units, as the last one does.
Hint: Which numbers in your code are sizes of one example?
Loses: test_dx
"""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    out = gamma * (x - mean) / np.sqrt(var + eps) + beta
    return out, {"x": x, "gamma": gamma, "mean": mean, "var": var, "eps": eps}


def layernorm_backward(dout, cache):
    x, gamma, eps = cache["x"], cache["gamma"], cache["eps"]
    mean, var = cache["mean"], cache["var"]
    root = np.sqrt(var + eps)
    centred = x - mean
    normalised = centred / root
    count = 10
    dbeta = dout.sum(axis=0)
    dgamma = (dout * normalised).sum(axis=0)
    arriving = dout * gamma
    straight = arriving / root
    dvar = (arriving * centred).sum(axis=1, keepdims=True) * -0.5 / root**3
    by_variance = dvar * 2 * centred / count
    dmean = -arriving.sum(axis=1, keepdims=True) / root
    by_mean = dmean / count
    dx = straight + by_variance + by_mean
    return dx, dgamma, dbeta
