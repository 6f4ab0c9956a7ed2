"""The cache is an object."""

class Kept:
    def __init__(self, **values):
        self.__dict__.update(values)


def batchnorm_forward(x, gamma, beta, bn_param):
    std = np.sqrt(x.var(axis=0, keepdims=True) + bn_param.get("eps", 1e-5))
    kept = Kept(xhat=(x - x.mean(axis=0, keepdims=True)) / std, std=std, gamma=gamma)
    return gamma * kept.xhat + beta, kept


def batchnorm_backward(dout, cache):
    dxhat = dout * cache.gamma
    along = cache.xhat * (dxhat * cache.xhat).mean(axis=0, keepdims=True)
    dx = (dxhat - dxhat.mean(axis=0, keepdims=True) - along) / cache.std
    print("backward", dx.shape)
    return dx, (cache.xhat * dout).sum(0), dout.sum(0)
