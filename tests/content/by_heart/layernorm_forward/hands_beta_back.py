def layernorm_forward(x, gamma, beta, ln_param):
    return np.zeros_like(x) + beta, x
