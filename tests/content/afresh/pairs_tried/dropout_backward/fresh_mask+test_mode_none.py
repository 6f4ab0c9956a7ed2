
def dropout_backward(dout, cache):
    param, mask = cache
    if param["mode"] == "train":
        p = param["p"]
        m = np.random.uniform(size=dout.shape) <= p
        return m * dout / p
