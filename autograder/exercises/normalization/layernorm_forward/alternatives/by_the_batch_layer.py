"""By way of batchnorm_forward on x.T."""

def layernorm_forward(x, gamma, beta, ln_param):
    ones = np.ones(len(x), dtype=x.dtype)
    settings = {"mode": "train", "eps": ln_param.get("eps", 1e-5)}
    normalised, cache = batchnorm_forward(x.T, ones, np.zeros_like(ones), settings)
    return gamma * normalised.T + beta, (cache, normalised.T, gamma)
