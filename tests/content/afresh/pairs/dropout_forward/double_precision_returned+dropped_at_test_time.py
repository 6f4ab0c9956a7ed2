"""The mask is made of floats and multiplied in, whatever the mode."""


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = (np.random.rand(*x.shape) < p).astype(np.float64) / p
    return x * mask, (dropout_param, mask)
