"""The weights are squared in place, so that the caller loses them.

Belief: A name taken out of a dictionary is a copy.
Hint: Look at parameters after the call: is it what you handed in?
Loses: test_arguments_unchanged
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    total = 0
    for l in (1, 2, 3):
        W = parameters["W%d" % l]
        W *= W
        total += np.sum(W)
    return compute_cost(A3, Y) + lambd / (2 * m) * total
