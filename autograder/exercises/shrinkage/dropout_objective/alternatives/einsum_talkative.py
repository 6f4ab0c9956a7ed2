"""By einsum, an array of no axes for the value; prints."""

def dropout_objective(X, y, w, p, debug=True):
    n = X.shape[0]
    e = np.einsum("ij,j->i", X, w) - y
    squares = np.einsum("ij,ij->j", X, X)
    price = np.divide(1 - p, p) * squares
    if debug:
        print("prices", price.shape)
    value = np.array(np.einsum("i,i->", e, e) + np.einsum("j,j,j->", price, w, w)) / (2 * n)
    return [value, (np.einsum("ij,i->j", X, e) + price * w) / n]
