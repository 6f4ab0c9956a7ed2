"""Returns two things, as all the forward functions do."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "test":
        dx = dout
    else:
        dx = mask * dout
    return dx, cache
