"""Zeros go where the mask is zero.

Is: no_scaling, dout_changed_in_place
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = dout
    if mode == "train":
        dx[mask == 0] = 0.0
    return dx
