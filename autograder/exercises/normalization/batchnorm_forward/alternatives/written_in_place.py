"""The running arrays are written in place where there are some."""

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    zeros = np.zeros(x.shape[1], dtype=x.dtype)
    old_mean, old_var = bn_param.get("running_mean", zeros), bn_param.get("running_var", zeros)
    if bn_param["mode"] == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        running_mean = bn_param.setdefault("running_mean", zeros.copy())
        running_var = bn_param.setdefault("running_var", zeros.copy())
        running_mean[:] = momentum * running_mean + (1 - momentum) * mean
        running_var *= momentum
        running_var += (1 - momentum) * var
    else:
        mean, var = old_mean, old_var
    out = gamma * (x - mean) / np.sqrt(var + eps) + beta
    return out, (x, mean, var, eps, gamma)
