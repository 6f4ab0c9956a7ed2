"""Means keep their axis inside and are flat where they are stored."""

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    zeros = np.zeros(x.shape[1], dtype=x.dtype)
    old_mean, old_var = bn_param.get("running_mean", zeros), bn_param.get("running_var", zeros)
    if bn_param["mode"] == "train":
        mean = x.mean(axis=0, keepdims=True)
        var = x.var(axis=0, keepdims=True)
        bn_param["running_mean"] = momentum * old_mean + (1 - momentum) * mean[0]
        bn_param["running_var"] = momentum * old_var + (1 - momentum) * var.ravel()
    else:
        mean, var = old_mean, old_var
    out = gamma * (x - mean) / np.sqrt(var + eps) + beta
    return out, (x, mean, var, eps, gamma)
