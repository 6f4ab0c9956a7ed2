"""The function works for arrays with two axes only.

Belief: Activations are always a matrix.
Hint: How many axes do the activations of a convolution have?
Loses: test_any_shape
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        N, D = x.shape
        mask = np.random.rand(N, D) < p
        mask = mask / p
        out = mask * x
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
