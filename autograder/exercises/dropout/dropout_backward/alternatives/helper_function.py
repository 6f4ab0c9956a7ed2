"""A helper of its own does the product."""

def through_mask(gradient, mask):
    if mask is None:
        return gradient
    return gradient * mask


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    return through_mask(dout, mask if dropout_param["mode"] == "train" else None)
