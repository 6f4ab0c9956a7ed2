def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    c = x - np.mean(x, axis=0, keepdims=True)
    s = np.sqrt(np.mean(c * c, axis=0, keepdims=True) + eps)
    return c / s * gamma + beta, [c, s, gamma, x, eps]


def batchnorm_backward(dout, cache):
    c, s, gamma, x = cache
    eps = 0
    n = dout.shape[0]
    h = c / s
    db = np.einsum("nd->d", dout)
    dg = np.einsum("nd,nd->d", dout, h)
    g = np.multiply(dout, gamma)
    dx = (n * g - np.sum(g, axis=0, keepdims=True) - h * np.sum(g * h, axis=0, keepdims=True)) / (n * s)
    return dx, dg, db
