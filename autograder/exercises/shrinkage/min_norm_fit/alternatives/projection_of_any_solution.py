"""Projects any solution onto the rows of X."""

def min_norm_fit(X, y):
    any_fit = np.linalg.lstsq(X, y, rcond=1e-12)[0]
    U, s, Vt = np.linalg.svd(X)
    rank = np.sum(s > 1e-12 * s.max())
    spare = Vt[rank:]
    any_fit = any_fit + spare.T @ np.ones(len(spare))
    return any_fit - spare.T @ (spare @ any_fit)
