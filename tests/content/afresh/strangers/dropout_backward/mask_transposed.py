"""The mask is transposed before it is used.

Kind: not in the bank
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        return dout * mask.T
    return dout
