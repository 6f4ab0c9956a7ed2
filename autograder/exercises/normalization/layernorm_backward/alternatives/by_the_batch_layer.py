"""Both passes by way of the batch layer on the transposed array."""

def layernorm_forward(x, gamma, beta, ln_param):
    ones = np.ones(len(x), dtype=x.dtype)
    settings = {"mode": "train", "eps": ln_param.get("eps", 1e-5)}
    normalised, cache = batchnorm_forward(x.T, ones, np.zeros_like(ones), settings)
    return gamma * normalised.T + beta, (cache, normalised.T, gamma)


def layernorm_backward(dout, cache):
    batch_cache, normalised, gamma = cache
    dx, _, _ = batchnorm_backward((dout * gamma).T, batch_cache)
    return dx.T, (dout * normalised).sum(axis=0), dout.sum(axis=0)
