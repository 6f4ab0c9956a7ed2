"""The result keeps the type of dout."""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = (dout * mask).astype(dout.dtype)
    else:
        dx = dout
    return dx
