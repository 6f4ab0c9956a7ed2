"""A missing seed is replaced by 0, so that all masks are alike.

Belief: A generator has to be seeded before it is used.
Hint: What good is a mask that never changes from one training step to the next?
Loses: test_new_masks_without_a_seed
Like: mask_drawn_once_for_all
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    rng = np.random.RandomState(dropout_param.get("seed", 0))
    mask = None
    if mode == "train":
        mask = (rng.rand(*x.shape) < p) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
