"""AttributeError: module 'numpy' has no attribute 'squared', always."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    weights = [parameters["W1"], parameters["W2"], parameters["W3"]]
    return compute_cost(A3, Y) + lambd / (2 * m) * sum(np.sum(np.squared(W)) for W in weights)
