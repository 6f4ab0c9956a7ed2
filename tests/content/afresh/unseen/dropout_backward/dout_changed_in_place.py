"""dout is no longer needed, so the product may as well be stored in it."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = np.multiply(dout, mask, out=dout)
    else:
        dx = dout
    return dx
