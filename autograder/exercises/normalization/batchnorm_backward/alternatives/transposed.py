"""Everything with transposed arrays."""

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
    xhat, gamma, ivar = cache[0].T, cache[1][:, None], cache[3].T
    d = gamma * dout.T
    dx = (d - d.mean(axis=1, keepdims=True) - xhat * (d * xhat).mean(axis=1, keepdims=True)) * ivar
    return dx.T, (dout.T * xhat).sum(axis=1), dout.T.sum(axis=1)
