"""Copies the gradient and puts zeros in it, and takes that for the chain rule."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = np.array(dout)
    if mode == "train":
        for index in np.ndindex(dx.shape):
            if not mask[index]:
                dx[index] = 0
    return dx
