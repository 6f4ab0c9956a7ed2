"""Divide by p to train; and to test, multiply by p, since there all units are at work."""


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])

    def train():
        kept = np.random.rand(*x.shape) < p
        return np.where(kept, x / p, 0), kept / p

    def test():
        return x * p, None

    out, mask = train() if mode == "train" else test()
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
