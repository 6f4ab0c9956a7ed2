"""1/p from the forward pass and 1/p from the backward pass."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode, p = dropout_param["mode"], dropout_param["p"]
    if mode == "train":
        local_gradient = (mask != 0).astype(dout.dtype) / p
        dx = local_gradient * dout / p
    elif mode == "test":
        dx = dout
    return dx
