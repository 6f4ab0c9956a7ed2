"""The gradient is divided by the number of examples in train mode.

Kind: not in the bank
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        return dout * mask / dout.shape[0]
    return dout
