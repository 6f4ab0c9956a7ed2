"""An object inside a tuple, and a list of arrays."""

class Settings:
    def __init__(self, eps):
        self.eps = eps


def batchnorm_forward(x, gamma, beta, bn_param):
    settings = Settings(bn_param.get("eps", 1e-5))
    out = gamma * (x - x.mean(axis=0, keepdims=True)) / np.sqrt(x.var(axis=0, keepdims=True) + settings.eps) + beta
    return out, (settings, [x, gamma])


def batchnorm_backward(dout, cache):
    settings, (x, gamma) = cache
    std = np.sqrt(x.var(axis=0, keepdims=True) + settings.eps)
    xhat, dxhat = (x - x.mean(axis=0, keepdims=True)) / std, dout * gamma
    dx = (dxhat - dxhat.mean(axis=0, keepdims=True) - xhat * (dxhat * xhat).mean(axis=0, keepdims=True)) / std
    return dx, (xhat * dout).sum(0), dout.sum(0)
