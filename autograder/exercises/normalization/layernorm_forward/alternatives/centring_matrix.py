"""A product with the centring matrix."""

def layernorm_forward(x, gamma, beta, ln_param):
    D = x.shape[1]
    centre = (np.eye(D) - 1 / D).astype(x.dtype)
    c = x @ centre
    xhat = c / np.sqrt((c * c).sum(axis=1, keepdims=True) / D + ln_param.get("eps", 1e-5))
    return xhat * gamma + beta, (xhat, gamma, c)
