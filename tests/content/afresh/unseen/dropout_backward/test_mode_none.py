"""A net that is tested does not learn, so there is nothing to give back."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = None
    if dropout_param["mode"] == "train":
        flat = [d * k for d, k in zip(dout.ravel(), mask.ravel())]
        dx = np.array(flat).reshape(dout.shape)
    return dx
