"""Loops over every entry."""

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mu = x.mean(axis=0, keepdims=True)
    xmu = x - mu
    var = np.mean(xmu**2, axis=0, keepdims=True)
    sqrtvar = np.sqrt(var + eps)
    ivar = 1.0 / sqrtvar
    xhat = xmu * ivar
    return gamma * xhat + beta, (xhat, gamma, xmu, ivar, sqrtvar, var, eps)


def batchnorm_backward(dout, cache):
    xhat, gamma, xmu, ivar = cache[:4]
    N, D = dout.shape
    dx, dgamma, dbeta = np.zeros((N, D)), np.zeros(D), np.zeros(D)
    for j in range(D):
        for i in range(N):
            dgamma[j] += dout[i, j] * xhat[i, j]
            dbeta[j] += dout[i, j]
    for j in range(D):
        for i in range(N):
            dx[i, j] = gamma[j] * ivar[0, j] * (dout[i, j] - dbeta[j] / N - xhat[i, j] * dgamma[j] / N)
    return dx, dgamma, dbeta
