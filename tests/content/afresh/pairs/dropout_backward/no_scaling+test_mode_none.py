"""The mask in training; test mode has no backward."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        return np.einsum("...,...->...", dout, (mask != 0).astype(dout.dtype))
    return None
