"""The forward pass is done again in the backward pass."""

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta, (x, gamma, eps)


def batchnorm_backward(dout, cache):
    x, gamma, eps = cache
    ones = np.ones_like(gamma)
    xhat, _ = batchnorm_forward(x, ones, 0 * ones, {"mode": "train", "eps": eps})
    d = dout * gamma
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
