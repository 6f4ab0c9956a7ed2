"""Everything with transposed arrays."""

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
    xhat, gamma, ivar = cache[0].T, cache[1], cache[3].ravel()
    d = (dout * gamma).T
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) * ivar
    return dx.T, (dout.T * xhat).sum(axis=1), dout.T.sum(axis=1)
