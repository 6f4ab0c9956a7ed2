"""The trace of WᵀW."""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = sum(np.trace(W.T @ W) for W in (W1, W2, W3))
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
