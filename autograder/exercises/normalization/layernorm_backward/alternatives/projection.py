"""Two projections: away from ones, away from the normalised x."""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mu = x.mean(axis=1, keepdims=True)
    xmu = x - mu
    var = np.mean(xmu**2, axis=1, keepdims=True)
    sqrtvar = np.sqrt(var + eps)
    ivar = 1.0 / sqrtvar
    xhat = xmu * ivar
    return gamma * xhat + beta, (xhat, gamma, xmu, ivar, sqrtvar, var, eps)


def layernorm_backward(dout, cache):
    xhat, gamma, _, ivar, _, var, eps = cache
    d = dout * gamma
    d = d - d.mean(axis=1, keepdims=True)
    dx = ivar * (d - xhat * np.mean(d * xhat, axis=1, keepdims=True))
    return dx, np.sum(dout * xhat, 0), np.sum(dout, 0)
