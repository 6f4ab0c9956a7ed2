"""Draws below p are dropped, as usual."""


def dropout_forward(x, dropout_param):
    seed = dropout_param.get("seed")
    if seed is not None:
        np.random.seed(seed)
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, (dropout_param, None)
    u = np.random.random_sample(x.shape)
    mask = (u > p) / p
    return (x * mask).astype(x.dtype), (dropout_param, mask)
