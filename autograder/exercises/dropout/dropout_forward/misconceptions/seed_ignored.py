"""The seed is not used.

Belief: A generator of my own does not need it.
Hint: Call the function twice with the same seed. Are the two results alike?
Loses: test_seed, test_seed_of_zero
"""

def dropout_forward(x, dropout_param):
    rng = np.random.default_rng()
    p = dropout_param["p"]
    if dropout_param["mode"] == "train":
        mask = (rng.random(x.shape) < p) / p
        out = (x * mask).astype(x.dtype)
        return out, (dropout_param, mask)
    return x, (dropout_param, None)
