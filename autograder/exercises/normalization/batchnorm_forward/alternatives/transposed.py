"""Everything is done with x transposed."""

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    xt, D = x.T, x.shape[1]
    if bn_param["mode"] == "train":
        mean, var = xt.mean(axis=1), xt.var(axis=1)
        for name, new in (("running_mean", mean), ("running_var", var)):
            bn_param[name] = momentum * bn_param.get(name, np.zeros(D, x.dtype)) + (1 - momentum) * new
    elif bn_param["mode"] == "test":
        mean, var = bn_param["running_mean"], bn_param["running_var"]
    normalised = (xt - mean[:, None]) * (var[:, None] + eps) ** -0.5
    return (gamma[:, None] * normalised + beta[:, None]).T, {"x": normalised, "g": gamma}
