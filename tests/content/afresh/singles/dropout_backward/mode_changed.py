"""After backward the layer goes back to test mode, where it is safe."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = np.where(mask, dout, 0) / dropout_param["p"]
    else:
        dx = dout
    dropout_param["mode"] = "test"
    return dx
