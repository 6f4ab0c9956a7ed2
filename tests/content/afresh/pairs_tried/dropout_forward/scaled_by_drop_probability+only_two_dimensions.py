
def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param: np.random.seed(dropout_param["seed"])
    if mode == "train":
        n, d = x.shape
        mask = np.zeros((n, d))
        draws = np.random.rand(n, d)
        mask[draws < p] = 1 / (1 - p)
        out = x * mask
    else:
        mask, out = None, x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
