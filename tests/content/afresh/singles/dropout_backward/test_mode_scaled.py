"""At test time all units count p times."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    scale = {"train": lambda g: np.where(mask, g, 0) / dropout_param["p"],
             "test": lambda g: g * dropout_param["p"]}
    return scale[dropout_param["mode"]](dout)
