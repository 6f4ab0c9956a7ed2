"""`np.where` picks the kept entries, the scaling is that of the keep probability."""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = np.where(mask > 0, dout / dropout_param["p"], 0.0)
    else:
        dx = dout
    return dx
