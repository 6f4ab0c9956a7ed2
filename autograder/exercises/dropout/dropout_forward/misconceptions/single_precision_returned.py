"""The output is in single precision whatever x is.

Belief: Nets always compute in float32.
Hint: What type should come out when float64 goes in?
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
    return out.astype(np.float32), (dropout_param, mask)
