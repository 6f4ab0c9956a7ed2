
def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param: np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x, None
    mask = (np.random.rand(*x.shape) < p) / p
    out = (x / p) * mask
    return out.astype(x.dtype), (dropout_param, mask)
