"""One draw for each place of the last axis serves all examples.

Belief: A unit is switched off for the whole batch.
Hint: Compare two rows of the output. Do they have to lose the same units?
Loses: test_every_entry_on_its_own
Like: mask_row_shared
"""

def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    mode = dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x, (dropout_param, None)
    row = (np.random.rand(x.shape[-1]) < p) / p
    mask = np.ones(x.shape) * row
    return (x * mask).astype(x.dtype), (dropout_param, mask)
