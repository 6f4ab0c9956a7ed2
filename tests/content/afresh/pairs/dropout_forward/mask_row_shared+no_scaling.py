"""A switch for each unit, multiplied in."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x, (dropout_param, None)
    switches = (np.random.rand(1, *x.shape[1:]) < p).astype(x.dtype)
    mask = np.ones_like(x) * switches
    return x * mask, (dropout_param, mask)
