
def dropout_backward(dout, cache):
    param, mask = cache
    if param["mode"] == "test":
        return param["p"] * dout
    return np.where(mask == 0, 0, dout)
