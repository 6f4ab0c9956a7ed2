"""AttributeError: module 'numpy' has no attribute 'were', in train mode."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "test":
        return dout
    return np.were(mask, dout / dropout_param["p"], 0)
