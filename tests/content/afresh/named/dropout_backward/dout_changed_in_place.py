"""Gives dout a new name and lets NumPy write the product into it."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = dout
    if dropout_param["mode"] == "train":
        np.multiply(dx, mask, out=dx, casting="unsafe")
    return dx
