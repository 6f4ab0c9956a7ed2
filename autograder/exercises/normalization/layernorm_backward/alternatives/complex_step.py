"""Slopes by a complex step through the formula."""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    return normalise(x, eps) * gamma + beta, (x, gamma, eps)


def normalise(x, eps):
    c = x - x.mean(axis=1, keepdims=True)
    return c / np.sqrt((c * c).mean(axis=1, keepdims=True) + eps)


def layernorm_backward(dout, cache):
    x, gamma, eps = cache
    dx = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        moved = x.astype(complex)
        moved[place] += 1e-30j
        dx[place] = np.sum(normalise(moved, eps).imag * gamma * dout) / 1e-30
    return dx, (dout * normalise(x, eps)).sum(axis=0), dout.sum(axis=0)
