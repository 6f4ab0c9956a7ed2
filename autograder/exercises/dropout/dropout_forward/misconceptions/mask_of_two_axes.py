"""The mask is drawn for two axes only.

Belief: Activations are always a matrix.
Hint: How many axes do the activations of a convolution have?
Loses: test_any_shape
Like: only_two_dimensions
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.rand(x.shape[0], x.shape[1]) < p
        mask = mask / p
        out = mask * x
    else:
        out = x
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
