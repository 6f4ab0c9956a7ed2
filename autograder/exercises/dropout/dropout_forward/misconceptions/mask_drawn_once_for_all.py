"""Every call drops the very same units.

Belief: A net is thinned out before training begins.
Hint: Call the function twice. Should the same units be gone?
Loses: test_new_masks_without_a_seed
"""

masks = {}


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if mode == "test":
        return x, (dropout_param, None)
    key = (x.shape, p, dropout_param.get("seed"))
    if key not in masks:
        if "seed" in dropout_param:
            np.random.seed(dropout_param["seed"])
        masks[key] = (np.random.rand(*x.shape) < p) / p
    mask = masks[key]
    return (x * mask).astype(x.dtype), (dropout_param, mask)
