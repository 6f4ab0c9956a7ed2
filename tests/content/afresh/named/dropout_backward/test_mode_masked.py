"""Does not look at the mode, as the mask says it all."""


def dropout_backward(dout, cache):
    mask = cache[1]
    scaled = mask.astype(dout.dtype)
    return scaled * dout
