def batchnorm_forward(x, gamma, beta, bn_param):
    return np.random.randn(*x.shape).astype(x.dtype), x
