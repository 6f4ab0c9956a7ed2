"""The number of features is always ten.

Belief: Layers have ten units, as the last one does.
Hint: Which numbers in your code are sizes of one example?
Loses: test_dx
"""

def layernorm_forward(x, gamma, beta, ln_param):
    return gamma * (x - x.mean(axis=1, keepdims=True)) / np.sqrt(
        x.var(axis=1, keepdims=True) + ln_param.get("eps", 1e-5)) + beta, (x, gamma, ln_param.get("eps", 1e-5))


def layernorm_backward(dout, cache):
    x, gamma, eps = cache
    root = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    normalised, arriving = (x - x.mean(axis=1, keepdims=True)) / root, dout * gamma
    size = 10
    along = normalised * (arriving * normalised).sum(axis=1, keepdims=True) / size
    dx = (arriving - arriving.sum(axis=1, keepdims=True) / size - along) / root
    return dx, (dout * normalised).sum(axis=0), dout.sum(axis=0)
