"""UnboundLocalError for dx in test mode: there is no else."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = np.where(mask, dout, 0) / dropout_param["p"]
    return dx
