"""Thinks that nobody goes backwards when the net is tested."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = None
    if dropout_param["mode"] == "train":
        dx = np.einsum("...,...->...", dout, mask)
    return dx
