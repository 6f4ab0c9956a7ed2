"""Assigns zeros to the dropped units of a copy, then divides."""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = np.array(x)
    if mode == "train":
        dropped = np.random.rand(*x.shape) >= p
        out[dropped] = 0
        out /= p
        mask = (1 - dropped) / p
    return out, (dropout_param, mask)
