"""Sums by einsum."""

def layernorm_forward(x, gamma, beta, ln_param):
    D = x.shape[1]
    centred = x - np.einsum("nd->n", x)[:, None] / D
    var = np.einsum("nd,nd->n", centred, centred) / D
    xhat = np.einsum("nd,n->nd", centred, 1 / np.sqrt(var + ln_param.get("eps", 1e-5)))
    return np.einsum("nd,d->nd", xhat, gamma) + beta, (xhat, var)
