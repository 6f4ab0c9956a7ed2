
def dropout_forward(x, dropout_param):
    rng = np.random.default_rng()
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, (dropout_param, None)
    mask = rng.binomial(1, p, size=x.shape) * p
    return (mask * x).astype(x.dtype), (dropout_param, mask)
