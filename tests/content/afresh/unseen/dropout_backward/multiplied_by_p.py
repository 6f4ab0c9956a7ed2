"""The way back turns the division round: what was kept is multiplied by p."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode, p = dropout_param["mode"], dropout_param["p"]
    if mode == "train":
        kept = np.where(mask > 0, 1, 0)
        dx = p * kept * dout
    else:
        dx = dout.copy()
    return dx
