"""A loop from the last layer to the first."""

def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3) = cache
    m = X.shape[1]
    W = [None, W1, W2, W3]
    A = [X, A1, A2, A3]
    D = [None, D1, D2]
    g = {}
    for l in (3, 2, 1):
        if l == 3:
            dZ = A[3] - Y
        else:
            g[f"dA{l}"] = (W[l + 1].T @ dZ) * D[l] / keep_prob
            dZ = g[f"dA{l}"] * (A[l] > 0)
        g[f"dZ{l}"] = dZ
        g[f"dW{l}"] = dZ @ A[l - 1].T / m
        g[f"db{l}"] = dZ.sum(axis=1, keepdims=True) / m
    return g
