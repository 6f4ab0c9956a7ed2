
def dropout_backward(dout, cache):
    param, mask = cache
    if param["mode"] == "train":
        dout *= mask
        dout /= param["p"]
    return dout
