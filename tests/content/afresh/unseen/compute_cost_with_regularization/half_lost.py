"""The penalty is the squared length of all weights, times λ over the number of examples."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    n_examples = A3.shape[-1]
    length = 0.0
    for key in sorted(parameters):
        if key.startswith("W"):
            flat = parameters[key].ravel()
            length += flat.dot(flat)
    data_cost = compute_cost(A3, Y)
    l2_cost = lambd * length / n_examples
    return data_cost + l2_cost
