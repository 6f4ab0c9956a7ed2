"""The path through the variance has the wrong sign.

Belief: More variance, more gradient.
Hint: Does the output grow or shrink when the variance grows?
Loses: test_dx
"""

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mean = x.mean(axis=0, keepdims=True)
    var = x.var(axis=0, keepdims=True)
    out = gamma * (x - mean) / np.sqrt(var + eps) + beta
    return out, {"x": x, "gamma": gamma, "mean": mean, "var": var, "eps": eps}


def batchnorm_backward(dout, cache):
    x, gamma, eps = cache["x"], cache["gamma"], cache["eps"]
    mean, var = cache["mean"], cache["var"]
    root = np.sqrt(var + eps)
    centred = x - mean
    normalised = centred / root
    count = x.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * normalised).sum(axis=0)
    arriving = dout * gamma
    straight = arriving / root
    dvar = (arriving * centred).sum(axis=0, keepdims=True) * 0.5 / root**3
    by_variance = dvar * 2 * centred / count
    dmean = -arriving.sum(axis=0, keepdims=True) / root
    by_mean = dmean / count
    dx = straight + by_variance + by_mean
    return dx, dgamma, dbeta
