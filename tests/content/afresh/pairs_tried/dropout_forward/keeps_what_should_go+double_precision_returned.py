
def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param: np.random.seed(dropout_param["seed"])
    if mode == "test": return x, (dropout_param, None)
    m = np.random.uniform(size=x.shape)
    m = (m >= p) / p
    return x * m, (dropout_param, m)
