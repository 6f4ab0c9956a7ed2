"""The cost is rounded.

Belief: A cost with a few decimals is good enough.
Hint: What does gradient checking do with rounded numbers?
Loses: test_published_example, test_other_networks
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / (2 * m) * squares
    return round(cross_entropy_cost + L2_cost, 4)
