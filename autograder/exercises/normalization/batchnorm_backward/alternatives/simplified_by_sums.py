"""Simplified, with sums and one division."""

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
    n = dout.shape[0]
    d = gamma * dout
    dx = ivar / n * (n * d - d.sum(axis=0, keepdims=True) - xhat * (d * xhat).sum(axis=0, keepdims=True))
    return dx, np.einsum("nd,nd->d", dout, xhat), np.ones(len(dout)) @ dout
