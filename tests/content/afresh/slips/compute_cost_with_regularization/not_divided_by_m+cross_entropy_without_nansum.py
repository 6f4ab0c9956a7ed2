"""I write the cross-entropy myself; the penalty is lambda/2 times the squares.

Is: not_divided_by_m
"""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    fit = -(np.sum(Y * np.log(A3)) + np.sum((1 - Y) * np.log(1 - A3))) / m
    w2 = 0
    for l in (1, 2, 3):
        w2 += np.sum(parameters["W%i" % l] ** 2)
    return fit + 0.5 * lambd * w2
