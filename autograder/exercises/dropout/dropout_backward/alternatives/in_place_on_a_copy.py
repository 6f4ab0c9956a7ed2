"""Works in place on a copy of the gradient."""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = dout.copy()
    if dropout_param["mode"] == "train":
        dx *= mask.astype(dx.dtype)
    return dx
