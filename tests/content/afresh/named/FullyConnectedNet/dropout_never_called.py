"""Fills dropout_param and thinks that the layers read it by themselves."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
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
        dims = [input_dim, *hidden_dims, num_classes]
        for i, (rows, cols) in enumerate(zip(dims, dims[1:], strict=False), start=1):
            self.params["W" + str(i)] = np.array(weight_scale * np.random.randn(rows, cols), dtype)
            self.params["b" + str(i)] = np.zeros(cols, dtype)

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        a = [X.astype(self.dtype).reshape(len(X), -1)]
        for i in range(1, self.num_layers):
            z = a[-1].dot(self.params["W" + str(i)]) + self.params["b" + str(i)]
            a.append(np.clip(z, 0, None))
        last = str(self.num_layers)
        scores = a[-1].dot(self.params["W" + last]) + self.params["b" + last]
        if y is None:
            return scores

        loss, delta = softmax_loss(scores, y)
        grads = {}
        for i in range(self.num_layers, 0, -1):
            W = self.params["W" + str(i)]
            loss += 0.5 * self.reg * np.vdot(W, W)
            grads["W" + str(i)] = a[i - 1].T.dot(delta) + self.reg * W
            grads["b" + str(i)] = np.sum(delta, axis=0)
            delta = delta.dot(W.T) * (a[i - 1] > 0)
        return loss, grads
