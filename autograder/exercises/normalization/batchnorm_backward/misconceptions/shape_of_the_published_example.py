"""It works for the shape of the published example alone.

Belief: All batches have the shape of the example.
Hint: Which numbers in your code are sizes of one example?
Loses: test_dx
"""

def batchnorm_forward(x, gamma, beta, bn_param):
    return gamma * (x - x.mean(axis=0, keepdims=True)) / np.sqrt(
        x.var(axis=0, keepdims=True) + bn_param.get("eps", 1e-5)) + beta, (x, gamma, bn_param.get("eps", 1e-5))


def batchnorm_backward(dout, cache):
    x, gamma, eps = cache
    root = np.sqrt(x.var(axis=0, keepdims=True) + eps)
    normalised, arriving = (x - x.mean(axis=0, keepdims=True)) / root, dout * gamma
    size = 4
    along = normalised * (arriving * normalised).sum(axis=0, keepdims=True) / size
    dx = (arriving - arriving.sum(axis=0, keepdims=True) / size - along) / root
    return dx, (dout * normalised).sum(axis=0), dout.sum(axis=0)
