"""Only the worked example is computed; everything else is zero.

Belief: Matching the given numbers is all there is to do.
Hint: What should come out for other numbers?
Loses: test_output
"""

def layernorm_forward(x, gamma, beta, ln_param):
    if x.shape == (2, 3):
        return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True), x
    return np.zeros(x.shape, dtype=x.dtype), x
