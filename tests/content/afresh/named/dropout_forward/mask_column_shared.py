"""Makes one draw for each example, with len(x) of them."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        mask = np.zeros(x.shape)
        for i in range(len(x)):
            if np.random.rand() < p:
                mask[i] = 1 / p
        out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
