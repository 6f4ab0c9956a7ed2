"""Compare with p and divide by p, all in one line: draws < p / p."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    generator = np.random.default_rng(dropout_param.get("seed"))
    mask, out = None, x
    if mode == "train":
        mask = generator.uniform(size=x.shape) < p / p
        out = np.where(mask, x, np.zeros_like(x))
    return out, (dropout_param, mask)
