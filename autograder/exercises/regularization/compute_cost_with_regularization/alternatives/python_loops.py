"""Plain Python loops over every weight."""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    penalty = 0
    for W in (parameters["W1"], parameters["W2"], parameters["W3"]):
        for row in W:
            for w in row:
                penalty = penalty + w * w
    return compute_cost(A3, Y) + lambd * penalty / 2 / Y.shape[1]
