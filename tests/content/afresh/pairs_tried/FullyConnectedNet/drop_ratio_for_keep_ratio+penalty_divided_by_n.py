
class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3072, num_classes=10, dropout_keep_ratio=1, reg=0.0,
                 weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg, self.dtype, self.L = reg, dtype, len(hidden_dims) + 1
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = dict(mode="train", p=1 - dropout_keep_ratio)
            if seed is not None:
                self.dropout_param["seed"] = seed
        self.params = {}
        below = input_dim
        for k, units in enumerate(list(hidden_dims) + [num_classes], start=1):
            self.params["W" + str(k)] = np.random.normal(0.0, weight_scale, (below, units)).astype(dtype)
            self.params["b" + str(k)] = np.zeros(units, dtype)
            below = units

    def loss(self, X, y=None):
        X = X.astype(self.dtype).reshape(X.shape[0], -1)
        if self.use_dropout:
            self.dropout_param["mode"] = "train" if y is not None else "test"
        a, saved = X, []
        for k in range(1, self.L):
            W, b = self.params["W" + str(k)], self.params["b" + str(k)]
            z = a @ W + b
            r = np.maximum(z, 0)
            cache = None
            if self.use_dropout:
                r, cache = dropout_forward(r, self.dropout_param)
            saved.append((a, z, cache))
            a = r
        k = self.L
        scores = a @ self.params["W" + str(k)] + self.params["b" + str(k)]
        if y is None:
            return scores
        loss, d = softmax_loss(scores, y)
        squares = 0
        for k in range(1, self.L + 1):
            squares += (self.params["W" + str(k)] ** 2).sum()
        loss += self.reg * squares / 2 / len(y)
        grads = {}
        k = self.L
        grads["W" + str(k)] = a.T @ d + self.reg / len(y) * self.params["W" + str(k)]
        grads["b" + str(k)] = d.sum(axis=0)
        d = d @ self.params["W" + str(k)].T
        for k in range(self.L - 1, 0, -1):
            below, z, cache = saved[k - 1]
            if self.use_dropout:
                d = dropout_backward(d, cache)
            d = d * (z > 0)
            grads["W" + str(k)] = below.T @ d + self.reg / len(y) * self.params["W" + str(k)]
            grads["b" + str(k)] = d.sum(axis=0)
            d = d @ self.params["W" + str(k)].T
        return loss, grads
