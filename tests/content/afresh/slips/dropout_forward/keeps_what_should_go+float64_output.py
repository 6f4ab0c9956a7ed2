"""Above p stays, divided by p.

Is: keeps_what_should_go, double_precision_returned
"""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask, out = None, x
    if mode == "train":
        mask = (np.random.rand(*x.shape) > p) / p
        out = x * mask
    return out, (dropout_param, mask)
