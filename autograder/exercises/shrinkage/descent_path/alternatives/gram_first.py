"""XᵀX and Xᵀy are made once, and rows are filled from below."""

def descent_path(X, y, eta, steps):
    n = float(X.shape[0])
    G, c = np.einsum("ij,ik->jk", X, X) / n, np.einsum("ij,i->j", X, y) / n
    path = np.empty((steps + 1, X.shape[1]))
    path[0] = 0
    for t in range(1, steps + 1):
        path[t] = path[t - 1] + eta * (c - G @ path[t - 1])
    return path
