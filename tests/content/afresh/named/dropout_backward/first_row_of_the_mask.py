"""Thinks that the mask has the same row for each example, so that one row will do."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "test":
        return dout
    row = mask[0]
    return np.stack([example * row for example in dout])
