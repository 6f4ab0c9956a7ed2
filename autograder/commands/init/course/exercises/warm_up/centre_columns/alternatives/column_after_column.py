"""A loop over the columns."""


def centre_columns(X):
    centred = np.empty(X.shape)
    for j in range(X.shape[1]):
        centred[:, j] = X[:, j] - sum(X[:, j]) / len(X)
    return centred
