
def dropout_forward(x, dropout_param):
    if "seed" in dropout_param: np.random.seed(dropout_param["seed"])
    mask = (np.random.rand(*x.shape) < 0.5) * 2.0
    return (x * mask).astype(x.dtype), (dropout_param, mask)
