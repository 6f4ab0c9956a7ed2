
def dropout_backward(dout, cache):
    param, mask = cache
    if param["mode"] == "test": return dout
    rows, columns = dout.shape
    dx = dout.copy()
    dx[mask == 0] = 0
    return dx * param["p"]
