"""Each step looks at one example.

Belief: Gradient descent goes through the examples one by one.
Hint: That is stochastic descent. Over what does J sum?
Loses: test_other_data, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        slope = error[t % n] * X[t % n]
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
