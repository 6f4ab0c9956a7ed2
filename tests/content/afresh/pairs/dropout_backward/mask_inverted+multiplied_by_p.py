"""The mask holds the dropped ones, and the gradient is p times dout."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    keep_prob = dropout_param["p"]
    if dropout_param["mode"] == "test":
        dx = dout
    else:
        gone = np.array(mask, dtype=bool)
        dx = dout * np.logical_not(gone) * keep_prob
    return dx
