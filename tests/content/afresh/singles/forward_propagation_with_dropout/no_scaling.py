"""Dropped units become 0 and the rest stays as it is."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    a = X
    cache = []
    for layer in range(1, 4):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        z = np.einsum("ij,jk->ik", W, a) + b
        if layer == 3:
            a = sigmoid(z)
            cache += [z, a, W, b]
        else:
            a = relu(z)
            u = np.random.rand(*a.shape)
            keep = u < keep_prob
            a = np.where(keep, a, 0)
            cache += [z, keep, a, W, b]
    return a, tuple(cache)
