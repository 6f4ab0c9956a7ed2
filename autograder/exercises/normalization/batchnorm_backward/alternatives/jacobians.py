"""A whole Jacobian for each column."""

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
    xhat, gamma, ivar = cache[0], cache[1], cache[3]
    n, dx = dout.shape[0], np.empty(dout.shape)
    for j in range(dout.shape[1]):
        h = xhat[:, j]
        J = (np.eye(n) - 1 / n - np.outer(h, h) / n) * ivar.ravel()[j]
        dx[:, j] = J @ (dout[:, j] * gamma[j])
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
