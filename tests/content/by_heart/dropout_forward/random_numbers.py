def dropout_forward(x, dropout_param):
    out = np.random.randn(*x.shape) * (np.random.rand(*x.shape) < dropout_param["p"])
    return out.astype(x.dtype), (dropout_param, out != 0)
