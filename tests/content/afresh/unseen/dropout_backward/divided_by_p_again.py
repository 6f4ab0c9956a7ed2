"""The forward pass has the division by p, and its backward pass has to do it as well."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    factor = 1 / dropout_param["p"]
    if dropout_param["mode"] == "train":
        dx = np.einsum("...,...->...", dout, mask) * factor
    else:
        dx = dout
    return dx
