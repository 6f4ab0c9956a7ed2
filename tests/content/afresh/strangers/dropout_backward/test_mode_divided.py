"""Test mode divides the gradient by p.

Kind: not in the bank
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        return dout * mask
    return dout / dropout_param["p"]
