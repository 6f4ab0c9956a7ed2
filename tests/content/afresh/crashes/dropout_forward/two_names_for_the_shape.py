"""ValueError: the shape is unpacked into two names, so it goes wrong for arrays of one, three or
more axes, in both modes.

Is: only_two_dimensions
"""


def dropout_forward(x, dropout_param):
    N, D = x.shape
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x, (dropout_param, None)
    mask = np.random.rand(N, D) < p
    out = x * mask / p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
