"""Train: divide by 1 - p. Test: weight by p."""


def dropout_backward(dout, cache):
    param, mask = cache
    p = param["p"]
    factor = (mask != 0).astype(dout.dtype) / (1 - p) if param["mode"] == "train" else p
    return factor * dout
