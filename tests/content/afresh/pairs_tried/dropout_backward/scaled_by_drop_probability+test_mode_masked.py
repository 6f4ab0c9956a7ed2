
def dropout_backward(dout, cache):
    param, mask = cache
    dx = dout * np.sign(mask)
    return dx / (1 - param["p"])
