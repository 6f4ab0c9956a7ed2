"""p times dout where kept, and then back to test mode."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        dx = np.where(mask, dout * dropout_param["p"], 0)
        dropout_param["mode"] = "test"
    else:
        dx = dout
    return dx
