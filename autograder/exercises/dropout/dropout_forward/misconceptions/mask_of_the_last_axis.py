"""The mask has the last axis of x alone, so one row of it serves all examples.

Belief: There is one draw for each unit of the layer.
Hint: Compare two rows of the output. Do they have to lose the same units?
Loses: test_share_of_kept_units, test_every_entry_on_its_own, test_any_shape
Like: mask_row_shared
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "train":
        units = x.shape[-1]
        mask = np.random.uniform(size=units) < p
        mask = mask / p
        return (x * mask).astype(x.dtype), (dropout_param, mask)
    return x, (dropout_param, None)
