"""TypeError (cannot divide an array by a string): the word 'p' in place of the number, in train
mode."""


def dropout_backward(dout, cache):
    settings, mask = cache
    dx = dout
    if settings["mode"] == "train":
        keep = "p"
        dx = dout * (mask != 0) / keep
    return dx
