"""Each matrix brings half of its squares, and those halves then go into λ over 2m."""


def half_of_squares(W):
    return 0.5 * np.einsum("ij,ij->", W, W)


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = half_of_squares(W1) + half_of_squares(W2) + half_of_squares(W3)
    L2_regularization_cost = (1 / m) * (lambd / 2) * squares
    cost = cross_entropy_cost + L2_regularization_cost
    return cost
