"""What was dropped (1 - p) is made up for."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        drop = 1.0 - dropout_param["p"]
        dx = np.multiply(dout, mask.astype(bool)) / drop
    else:
        dx = dout.copy()
    return dx
