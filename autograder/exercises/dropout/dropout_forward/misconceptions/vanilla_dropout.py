"""Plain instead of inverted dropout: the scaling is done in test mode.

Belief: It does not matter in which mode the scaling is done.
Hint: Which of the two modes does the exercise want to leave its input alone?
Loses: test_scale_of_kept_units, test_test_mode
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if mode == "train":
        mask = np.random.rand(*x.shape) < p
        out = x * mask
    else:
        out = x * p
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
