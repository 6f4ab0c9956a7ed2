"""Mask in training, p times at test time, as in the first paper."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode, p = dropout_param["mode"], dropout_param["p"]
    if mode == "train":
        dx = np.where(mask, dout, 0)
    else:
        dx = dout * p
    return dx
