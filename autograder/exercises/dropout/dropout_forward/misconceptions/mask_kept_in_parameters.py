"""The function leaves an entry of its own, such as the mask, in the caller's dropout_param.

Belief: The dictionary is there to keep things for the backward pass.
Hint: All layers of a net share dropout_param. What do the others find in it?
Loses: test_arguments_unchanged
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        dropout_param["mask"] = mask
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
