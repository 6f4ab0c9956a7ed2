"""A thinned net is drawn for the batch: the same units are out for each of its examples."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        units = np.random.uniform(0, 1, size=x.shape[1:]) < p
        mask = np.empty(x.shape)
        for example in range(len(x)):
            mask[example] = units / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
