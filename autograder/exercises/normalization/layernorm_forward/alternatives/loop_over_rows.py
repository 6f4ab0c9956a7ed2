"""One example after the other."""

def layernorm_forward(x, gamma, beta, ln_param):
    eps, rows = ln_param.get("eps", 1e-5), []
    for row in x:
        rows.append((row - row.mean()) / np.sqrt(row.var() + eps))
    rows = np.array(rows)
    return rows * gamma + beta, [rows, gamma, ln_param, x]
