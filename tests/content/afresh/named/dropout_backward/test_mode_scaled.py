"""Thinks of the paper's dropout, whose test mode carries the factor p."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    factor = {"train": mask, "test": dropout_param["p"]}[dropout_param["mode"]]
    return np.multiply(dout, factor)
