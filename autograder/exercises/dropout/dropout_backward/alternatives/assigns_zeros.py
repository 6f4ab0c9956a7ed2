"""Assigns zeros in a copy and then divides by p."""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = np.array(dout)
    if mode == "train":
        dx[mask == 0] = 0
        dx /= dropout_param["p"]
    return dx
