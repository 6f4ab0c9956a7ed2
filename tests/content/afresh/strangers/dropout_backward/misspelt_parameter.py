"""The code uses a name that does not exist.

Kind: not in the bank
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_params["mode"] == "train":
        return dout * mask
    return dout
