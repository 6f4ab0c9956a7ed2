"""One column of the mask serves all units of an example.

Belief: Dropout leaves out whole examples.
Hint: Look at one row of the output. Are its units dropped one by one or all together?
Loses: test_every_entry_on_its_own
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        column = np.random.rand(len(x)) < p
        column = column.reshape((len(x),) + (1,) * (x.ndim - 1))
        mask = np.broadcast_to(column, x.shape) / p
        out = x * mask
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
