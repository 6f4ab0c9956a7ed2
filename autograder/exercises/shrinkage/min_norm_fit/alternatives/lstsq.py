"""By lstsq, with a cutoff of its own."""

def min_norm_fit(X, y):
    w, _, _, _ = np.linalg.lstsq(X, y, rcond=1e-12)
    return w
