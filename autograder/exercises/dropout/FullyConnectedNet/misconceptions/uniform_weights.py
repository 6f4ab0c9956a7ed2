"""The weights are drawn between 0 and weight_scale.

Belief: rand and randn are two names for the same thing.
Hint: What is the mean of your weights, and is any of them negative?
Loses: test_initial_values
"""

class FullyConnectedNet:
    def __init__(
        self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1, reg=0.0,
        weight_scale=1e-2, dtype=np.float32, seed=None,
    ):
        self.reg = reg
        self.dtype = dtype
        self.num_layers = 1 + len(hidden_dims)
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed
        self.params = {}
        n_in = input_dim
        for l, n_out in enumerate(list(hidden_dims) + [num_classes]):
            self.params["W%d" % (l + 1)] = (weight_scale * np.random.rand(n_in, n_out)).astype(dtype)
            self.params["b%d" % (l + 1)] = np.zeros(n_out).astype(dtype)
            n_in = n_out

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        p = self.params
        last = self.num_layers
        a = X.reshape(X.shape[0], -1)
        inputs, slopes, drops = {}, {}, {}
        for l in range(1, last):
            inputs[l] = a
            z = a.dot(p["W%d" % l]) + p["b%d" % l]
            slopes[l] = z > 0
            a = np.maximum(0, z)
            if self.use_dropout:
                a, drops[l] = dropout_forward(a, self.dropout_param)
        inputs[last] = a
        scores = a.dot(p["W%d" % last]) + p["b%d" % last]
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, dz = softmax_loss(scores, y)
        squares = 0.0
        for l in range(last, 0, -1):
            W = p["W%d" % l]
            squares += np.sum(W ** 2)
            grads["W%d" % l] = inputs[l].T.dot(dz) + self.reg * W
            grads["b%d" % l] = np.sum(dz, axis=0)
            if l > 1:
                da = dz.dot(W.T)
                if self.use_dropout:
                    da = dropout_backward(da, drops[l - 1])
                dz = da * slopes[l - 1]
        loss += self.reg / 2 * squares
        return loss, grads
