"""The gradient is not scaled, and the zeros are written into dout.
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = dout
    if dropout_param["mode"] == "train":
        dx[mask == 0] = 0
    return dx
