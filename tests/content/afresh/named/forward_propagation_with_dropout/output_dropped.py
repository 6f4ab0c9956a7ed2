"""Thinks each of the three layers has its dropout, the output as well."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    A = X
    store = {}
    for l in range(1, 4):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z = np.dot(W, A) + b
        A = relu(Z) if l < 3 else sigmoid(Z)
        D = np.random.rand(*A.shape) < keep_prob
        A = A * D / keep_prob
        store[l] = (Z, D, A, W, b)
    Z3, _, A3, W3, b3 = store[3]
    return A3, store[1] + store[2] + (Z3, A3, W3, b3)
