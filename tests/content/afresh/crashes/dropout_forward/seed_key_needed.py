"""KeyError: 'seed', whenever dropout_param has no seed.

Is: seed_required
"""


def dropout_forward(x, dropout_param):
    p, mode, seed = (dropout_param[k] for k in ("p", "mode", "seed"))
    np.random.seed(seed)
    mask = None
    out = x
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
        out = x * mask / p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
