def batchnorm_forward(x, gamma, beta, bn_param):
    return np.zeros_like(x), (x, gamma)
