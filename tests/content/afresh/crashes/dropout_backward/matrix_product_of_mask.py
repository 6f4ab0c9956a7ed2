"""ValueError of np.dot (shapes not aligned), in train mode for arrays that are not square; for
square ones the values are wrong.

Is: matrix_product
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]
    if mode == "train":
        dx = np.dot(dout, (mask != 0) / dropout_param["p"])
    else:
        dx = dout
    return dx
