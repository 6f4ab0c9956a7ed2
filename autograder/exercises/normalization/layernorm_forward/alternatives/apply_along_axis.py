"""np.apply_along_axis with a function."""

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param["eps"] if "eps" in ln_param else 1e-5

    def one(row):
        return gamma * (row - np.mean(row)) / np.sqrt(np.var(row) + eps) + beta

    return np.apply_along_axis(one, 1, x), (x, one)
