"""The gradient is divided by p once more, and test mode is treated like train mode.
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = dout * mask
    dx = dx / dropout_param["p"]
    return dx
