def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    c = x - np.mean(x, axis=1, keepdims=True)
    s = np.sqrt(np.mean(c * c, axis=1, keepdims=True) + eps)
    return c / s * gamma + beta, [c, s, gamma, x, eps]


def layernorm_backward(dout, cache):
    c, s, gamma, x, eps = cache
    n = dout.shape[1]
    h = c / s
    db = np.einsum("nd->d", dout)
    dg = np.einsum("nd,nd->d", dout, h)
    g = np.multiply(dout, gamma)
    dx = np.sign(g) * np.sqrt(np.abs(g)) / s
    return dx, dg, db
