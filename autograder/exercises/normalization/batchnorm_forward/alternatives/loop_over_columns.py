"""One column after the other."""

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    means = np.array(bn_param.get("running_mean", np.zeros(D, x.dtype)))
    variances = np.array(bn_param.get("running_var", np.zeros(D, x.dtype)))
    out, columns = np.empty_like(x), []
    for j in range(D):
        column = x[:, j]
        if bn_param["mode"] == "test":
            mean, var = means[j], variances[j]
        else:
            mean = sum(column) / N
            var = sum((column - mean) ** 2) / N
            means[j] = momentum * means[j] + (1 - momentum) * mean
            variances[j] = momentum * variances[j] + (1 - momentum) * var
        root = np.sqrt(var + eps)
        out[:, j] = gamma[j] * (column - mean) / root + beta[j]
        columns.append((column - mean, root))
    if bn_param["mode"] == "train":
        bn_param["running_mean"], bn_param["running_var"] = means, variances
    return out, columns
