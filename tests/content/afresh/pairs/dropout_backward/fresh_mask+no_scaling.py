"""Drop gradients at random with the same p."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dropped = np.random.random(dout.shape) >= dropout_param["p"]
        dx = dout.copy()
        dx[dropped] = 0
    else:
        dx = dout
    return dx
