"""Reads p as the dropout rate, so that 1 - p are kept, and divides by that."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    rate, mode = dropout_param["p"], dropout_param["mode"]
    if mode == "train":
        ones = np.asarray(mask, dtype=bool)
        return dout * ones / (1.0 - rate)
    return dout
