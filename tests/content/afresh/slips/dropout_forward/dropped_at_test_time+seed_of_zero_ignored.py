"""The mask does not depend on the mode.

Is: dropped_at_test_time, seed_of_zero_ignored
"""


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    seed = dropout_param.get("seed")
    if seed:
        np.random.seed(seed)
    mask = np.random.rand(*x.shape) < p
    out = np.where(mask, x / p, 0)
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
