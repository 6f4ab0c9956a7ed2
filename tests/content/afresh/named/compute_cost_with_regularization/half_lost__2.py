"""Writes the mean over the examples and has no 2 in the denominator."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    weights = np.concatenate([W1.flatten(), W2.flatten(), W3.flatten()])
    with np.errstate(divide="ignore", invalid="ignore"):
        logprobs = Y * np.log(A3) + (1 - Y) * np.log(1 - A3)
    data_cost = -np.nansum(logprobs)
    return (data_cost + lambd * np.sum(np.power(weights, 2))) / Y.shape[1]
