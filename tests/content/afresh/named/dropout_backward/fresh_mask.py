"""Draws its own mask with the same p and thinks that on average this is the same."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p = dropout_param["p"]
    if dropout_param["mode"] != "train":
        return dout
    drawn = np.random.binomial(1, p, size=dout.shape)
    return dout * drawn / p
