"""With a share of the units gone, the layer has to be turned down to that share."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    saved = {}
    A = X
    for n in "12":
        saved["Z" + n] = parameters["W" + n] @ A + parameters["b" + n]
        draw = np.random.rand(*saved["Z" + n].shape)
        saved["D" + n] = np.less(draw, keep_prob)
        A = relu(saved["Z" + n]) * saved["D" + n] * keep_prob
        saved["A" + n] = A
    saved["Z3"] = parameters["W3"] @ A + parameters["b3"]
    saved["A3"] = sigmoid(saved["Z3"])
    saved.update((k, parameters[k]) for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    order = "Z1 D1 A1 W1 b1 Z2 D2 A2 W2 b2 Z3 A3 W3 b3"
    return saved["A3"], tuple(saved[k] for k in order.split())
