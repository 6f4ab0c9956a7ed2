
def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    s = dropout_param.get("seed", None)
    if s:
        np.random.seed(s)
    mask, out = None, x
    if mode == "train":
        line = np.random.rand(*x[0].shape) < p
        mask = np.zeros_like(x, dtype=float)
        mask[:] = line / p
        out = x * mask
    return out.astype(x.dtype), (dropout_param, mask)
