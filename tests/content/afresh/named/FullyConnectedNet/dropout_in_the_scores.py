"""Leaves the mode as it was made in the constructor, also for a prediction."""


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
        for i in range(self.num_layers):
            W, b = np.random.randn(dims[i], dims[i + 1]), np.zeros(dims[i + 1])
            self.params[f"W{i + 1}"] = (W * weight_scale).astype(dtype)
            self.params[f"b{i + 1}"] = b.astype(dtype)

    def _dropout(self, a):
        return dropout_forward(a, self.dropout_param) if self.use_dropout else (a, None)

    def loss(self, X, y=None):
        h = X.reshape(X.shape[0], -1).astype(self.dtype)
        trace = []
        for i in range(1, self.num_layers):
            z = h @ self.params[f"W{i}"] + self.params[f"b{i}"]
            out, drop = self._dropout(np.maximum(0, z))
            trace.append((h, z, drop))
            h = out
        L = self.num_layers
        scores = h @ self.params[f"W{L}"] + self.params[f"b{L}"]
        if y is None:
            return scores

        loss, dz = softmax_loss(scores, y)
        grads = {f"W{L}": h.T @ dz, f"b{L}": np.sum(dz, axis=0)}
        for i in range(L - 1, 0, -1):
            h, z, drop = trace[i - 1]
            dh = dz @ self.params[f"W{i + 1}"].T
            if drop is not None:
                dh = dropout_backward(dh, drop)
            dz = dh * (z > 0)
            grads[f"W{i}"], grads[f"b{i}"] = h.T @ dz, np.sum(dz, axis=0)
        for i in range(1, L + 1):
            loss += self.reg / 2 * np.linalg.norm(self.params[f"W{i}"]) ** 2
            grads[f"W{i}"] = grads[f"W{i}"] + self.reg * self.params[f"W{i}"]
        return loss, grads
