"""Inner products of the flattened matrices."""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    flat = np.concatenate([parameters[k].ravel() for k in sorted(parameters) if k[0] == "W"])
    return compute_cost(A3, Y) + 0.5 * lambd / A3.shape[1] * flat.dot(flat)
