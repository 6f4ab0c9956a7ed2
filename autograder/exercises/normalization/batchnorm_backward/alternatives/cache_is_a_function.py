"""The cache is a function."""

def batchnorm_forward(x, gamma, beta, bn_param):
    std = np.sqrt(x.var(axis=0, keepdims=True) + bn_param.get("eps", 1e-5))
    xhat = (x - x.mean(axis=0, keepdims=True)) / std

    def undo(dout):
        dxhat = dout * gamma
        dx = (dxhat - dxhat.mean(axis=0, keepdims=True) - xhat * (dxhat * xhat).mean(axis=0, keepdims=True)) / std
        return dx, (xhat * dout).sum(0), dout.sum(0)

    return gamma * xhat + beta, undo


def batchnorm_backward(dout, cache):
    return cache(dout)
