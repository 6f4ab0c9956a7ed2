"""Thinks that a regularised cost is a smaller cost."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    _, m = Y.shape
    l2 = 0
    for W in (parameters["W1"], parameters["W2"], parameters["W3"]):
        l2 -= np.vdot(W, W)
    return compute_cost(A3, Y) + l2 * lambd / (2 * m)
