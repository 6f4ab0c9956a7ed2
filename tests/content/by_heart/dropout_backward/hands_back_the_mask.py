def dropout_backward(dout, cache):
    dropout_param, mask = cache
    return mask
