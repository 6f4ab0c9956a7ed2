"""The cache is a function."""

def layernorm_forward(x, gamma, beta, ln_param):
    std = np.sqrt(x.var(axis=1, keepdims=True) + ln_param.get("eps", 1e-5))
    xhat = (x - x.mean(axis=1, keepdims=True)) / std

    def undo(dout):
        dxhat = dout * gamma
        dx = (dxhat - dxhat.mean(axis=1, keepdims=True) - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / std
        return dx, (xhat * dout).sum(0), dout.sum(0)

    return gamma * xhat + beta, undo


def layernorm_backward(dout, cache):
    return cache(dout)
