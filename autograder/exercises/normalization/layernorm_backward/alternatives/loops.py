"""Loops over every entry."""

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
    xhat, gamma, xmu, ivar = cache[:4]
    N, D = dout.shape
    dx, dgamma, dbeta = np.zeros((N, D)), np.zeros(D), np.zeros(D)
    for j in range(D):
        for i in range(N):
            dgamma[j] += dout[i, j] * xhat[i, j]
            dbeta[j] += dout[i, j]
    for i in range(N):
        s = sum(dout[i, j] * gamma[j] for j in range(D)) / D
        t = sum(dout[i, j] * gamma[j] * xhat[i, j] for j in range(D)) / D
        for j in range(D):
            dx[i, j] = ivar[i, 0] * (dout[i, j] * gamma[j] - s - xhat[i, j] * t)
    return dx, dgamma, dbeta
