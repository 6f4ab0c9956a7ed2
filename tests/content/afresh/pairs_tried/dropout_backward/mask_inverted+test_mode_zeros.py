
def dropout_backward(dout, cache):
    param, mask = cache
    if param["mode"] == "train":
        return np.where(mask, 0, dout) / param["p"]
    return dout * 0
