"""Zeros are written into the caller's array.

Belief: Another name for an array is a copy of it.
Hint: After `out = x`, how many arrays are there?
Loses: test_arguments_unchanged
Like: input_changed_in_place
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out[mask == 0] = 0
        out = out / p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
