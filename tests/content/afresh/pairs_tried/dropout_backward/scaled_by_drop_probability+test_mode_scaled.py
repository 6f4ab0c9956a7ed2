"""Train mode divides by 1 - p, and test mode multiplies by p.
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p = dropout_param["p"]
    if dropout_param["mode"] == "train":
        return dout * (mask > 0) / (1 - p)
    return dout * p
