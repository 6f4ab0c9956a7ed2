"""Divided by the share that went; the mode is set back to test for later.

Is: scaled_by_drop_probability, mode_changed
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    dx = dout
    if mode == "train":
        dx = np.where(mask, dout / (1 - dropout_param["p"]), 0)
    dropout_param.update(mode="test")
    return dx
