"""Test mode reaches a line that needs the mask, which no line has set.

Belief: There is always a mask.
Hint: Call the function in test mode and read which line raises the exception.
Loses: test_test_mode, test_all_this_in_test_mode
Like: test_mode_crashes
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
    out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)
