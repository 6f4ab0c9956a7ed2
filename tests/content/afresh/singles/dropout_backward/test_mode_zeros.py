"""Nothing is learnt in test mode, so the gradient is zero."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = np.zeros(dout.shape, dtype=dout.dtype)
    if mode == "train":
        kept = mask.astype(bool)
        dx[kept] = dout[kept] / dropout_param["p"]
    return dx
