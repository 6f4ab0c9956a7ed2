"""With dvar and dmean as in the paper."""

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
    xhat, gamma, xmu, ivar, _, var, eps = cache
    m = dout.shape[1]
    dxhat = dout * gamma
    dvar = (dxhat * xmu * -0.5 * (var + eps) ** -1.5).sum(axis=1, keepdims=True)
    dmean = (dxhat * -ivar).sum(axis=1, keepdims=True) + dvar * (-2 * xmu).mean(axis=1, keepdims=True)
    dx = dxhat * ivar + dvar * 2 * xmu / m + dmean / m
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
