"""p times the gradient of the units that were kept, entry by entry.

Is: multiplied_by_p, only_two_dimensions
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode, p = dropout_param["mode"], dropout_param["p"]
    if mode == "test":
        return dout
    rows, columns = dout.shape
    dx = np.zeros_like(dout)
    for i in range(rows):
        for j in range(columns):
            if mask[i, j]:
                dx[i, j] = dout[i, j] * p
    return dx
