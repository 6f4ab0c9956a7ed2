"""Does without D1 and D2, as what was dropped is zero in A1 and A2."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    A1, W1, A2, W2, A3, W3 = (cache[i] for i in (2, 3, 7, 8, 11, 12))
    g = {"dZ3": A3 - Y}
    for l, A, W in ((2, A2, W3), (1, A1, W2)):
        g[f"dA{l}"] = W.T @ g[f"dZ{l + 1}"] / keep_prob
        g[f"dA{l}"][A == 0] = 0
        g[f"dZ{l}"] = g[f"dA{l}"] * (A > 0)
    for l, A in ((1, X), (2, A1), (3, A2)):
        g[f"dW{l}"] = g[f"dZ{l}"] @ A.T / m
        g[f"db{l}"] = np.sum(g[f"dZ{l}"], axis=1, keepdims=True) / m
    return g
