"""The cached mask is drawn anew.

Belief: Any mask with the same p will do for the backward pass.
Hint: Which units may the gradient go through? Compare the mask in the cache with the output.
Loses: test_cache
"""

def dropout_forward(x, dropout_param):
    def draw_mask():
        return (np.random.rand(*x.shape) < p) / p

    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if mode == "test":
        return x, (dropout_param, None)
    out = x * draw_mask()
    return out.astype(x.dtype), (dropout_param, draw_mask())
