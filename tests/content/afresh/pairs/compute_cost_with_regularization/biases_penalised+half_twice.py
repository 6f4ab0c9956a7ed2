"""One half for the mean over the layers' squares, one half from the formula, and b counts as a
weight."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]

    def half_square(P):
        return 0.5 * np.einsum("ij,ij", P, P)

    everything = sum(map(half_square, parameters.values()))
    return compute_cost(A3, Y) + lambd / (2 * m) * everything
