"""KeyError: 'mask' in train mode: the mask is not in dropout_param."""


def dropout_backward(dout, cache):
    dropout_param, _ = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = dout * (dropout_param["mask"] != 0) / dropout_param["p"]
    else:
        dx = dout
    return dx
