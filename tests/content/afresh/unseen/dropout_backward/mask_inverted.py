"""The mask says who is out, so the gradient is for the others."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    dx = dout
    if dropout_param["mode"] == "train":
        out_of_play = mask.astype(bool)
        dx = np.where(~out_of_play, dout / dropout_param["p"], 0.0)
    return dx
