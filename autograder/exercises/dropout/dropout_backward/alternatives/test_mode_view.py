"""Test mode returns a view of the gradient."""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = dout.view()
    if mode == "train":
        dx = dx * mask
    return dx
