"""Test mode returns a copy of the gradient."""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * mask
    else:
        dx = dout.copy()
    return dx
