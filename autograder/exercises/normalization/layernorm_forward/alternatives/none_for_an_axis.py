"""Means with a new axis."""

def layernorm_forward(x, gamma, beta, ln_param):
    mean = x.mean(1)[:, None]
    var = np.mean(np.square(x - mean), axis=1)[:, np.newaxis]
    std = (var + ln_param.get("eps", 1e-5)) ** 0.5
    return gamma[None, :] * ((x - mean) / std) + beta[None, :], dict(x=x, mean=mean, std=std, g=gamma)
