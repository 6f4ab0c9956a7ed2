"""The mask has done its duty, so the gradient can be built in its memory."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "test":
        dx = dout
    else:
        dx = mask
        np.multiply(dx, dout, out=dx)
    return dx
