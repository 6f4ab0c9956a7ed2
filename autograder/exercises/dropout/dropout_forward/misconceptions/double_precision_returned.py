"""The output is in double precision whatever x is.

Belief: NumPy keeps the type of x by itself.
Hint: Which type does a product of two arrays have when one of them is float64?
Loses: test_dtype
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    else:
        out = x
    return out, (dropout_param, mask)
