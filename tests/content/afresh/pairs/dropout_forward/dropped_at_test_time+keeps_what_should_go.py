"""The mask is where the draws exceed p, in every mode."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])

    def make_mask():
        draws = np.random.random(x.shape)
        return (draws > p).astype(float) / p

    if mode == "train":
        mask = make_mask()
        out = mask * x
    else:
        mask = make_mask()
        out = mask * x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
