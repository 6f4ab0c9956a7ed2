"""In test mode each unit counts p times, and so does its gradient."""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    factors = {"train": mask, "test": dropout_param["p"]}
    return dout * factors[dropout_param["mode"]]
