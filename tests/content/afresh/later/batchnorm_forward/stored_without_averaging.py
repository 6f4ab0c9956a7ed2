def batchnorm_forward(x, gamma, beta, bn_param):
    N, D = x.shape
    eps = bn_param["eps"] if "eps" in bn_param else 1e-5
    m = bn_param["momentum"] if "momentum" in bn_param else 0.9
    rm = bn_param["running_mean"] if "running_mean" in bn_param else np.zeros(D, x.dtype)
    rv = bn_param["running_var"] if "running_var" in bn_param else np.zeros(D, x.dtype)
    if bn_param["mode"] != "test":
        mu = np.sum(x, axis=0) / N
        s2 = np.sum(np.square(x - mu), axis=0) / N
        xn = (x - mu) * (s2 + eps) ** -0.5
        bn_param['running_mean'], bn_param['running_var'] = mu.copy(), s2.copy()
    else:
        xn = (x - rm) * (rv + eps) ** -0.5
    return np.multiply(gamma, xn) + beta, (xn, gamma)
