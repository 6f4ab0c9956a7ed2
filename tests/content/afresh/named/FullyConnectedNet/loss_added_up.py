"""Adds up the log losses of the batch, and its gradient is that of the sum."""


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
        for i in range(1, len(dims)):
            self.params[f"W{i}"] = (weight_scale * np.random.randn(dims[i - 1], dims[i])).astype(
                dtype
            )
            self.params[f"b{i}"] = np.zeros(dims[i], dtype)

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        h = X.reshape(X.shape[0], -1).astype(self.dtype)
        layers = []
        for i in range(1, self.num_layers + 1):
            z = np.dot(h, self.params[f"W{i}"]) + self.params[f"b{i}"]
            layers.append([h, z, None])
            h = z
            if i < self.num_layers:
                h = np.maximum(z, 0)
                if self.use_dropout:
                    h, layers[-1][2] = dropout_forward(h, self.dropout_param)
        if y is None:
            return h

        z = h - h.max(axis=1, keepdims=True)
        log_p = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
        one_hot = np.eye(z.shape[1])[y]
        loss = -np.sum(log_p * one_hot)
        d = np.exp(log_p) - one_hot
        grads = {}
        for i in range(self.num_layers, 0, -1):
            h, z, drop_cache = layers[i - 1]
            if i < self.num_layers:
                if drop_cache is not None:
                    d = dropout_backward(d, drop_cache)
                d = d * (z > 0)
            W = self.params[f"W{i}"]
            grads[f"W{i}"] = np.dot(h.T, d) + self.reg * W
            grads[f"b{i}"] = np.sum(d, axis=0)
            loss += 0.5 * self.reg * np.sum(W**2)
            d = np.dot(d, W.T)
        return loss, grads
