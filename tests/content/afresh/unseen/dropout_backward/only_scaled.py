"""The zeros were put in on the way forward; on the way back only 1 / p is left to do."""


def dropout_backward(dout, cache):
    settings, _ = cache
    keep = settings["p"] if settings["mode"] == "train" else 1
    return np.divide(dout, keep)
