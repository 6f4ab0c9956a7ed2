def layernorm_forward(x, gamma, beta, ln_param):
    return x, x
