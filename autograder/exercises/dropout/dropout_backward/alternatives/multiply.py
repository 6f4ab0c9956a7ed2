"""`np.multiply`, and an early return in test mode."""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "test":
        return dout
    return np.multiply(dout, mask)
