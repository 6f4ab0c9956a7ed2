"""Reads the condition the wrong way round."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    training = dropout_param["mode"] == "train"
    if not training:
        return dout * mask
    else:
        return dout
