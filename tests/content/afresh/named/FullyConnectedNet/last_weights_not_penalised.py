"""Adds the penalty where the hidden layers are passed, and the last layer is not one of them."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.hidden = len(hidden_dims)
        self.num_layers = self.hidden + 1
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed
        self.params = {}
        before = input_dim
        for l in range(self.hidden):
            self.params[f"W{l + 1}"] = weight_scale * np.random.randn(before, hidden_dims[l])
            self.params[f"b{l + 1}"] = np.zeros(hidden_dims[l])
            before = hidden_dims[l]
        self.params[f"W{self.num_layers}"] = weight_scale * np.random.randn(before, num_classes)
        self.params[f"b{self.num_layers}"] = np.zeros(num_classes)
        self.params = {k: v.astype(dtype) for k, v in self.params.items()}

    def loss(self, X, y=None):
        X = X.astype(self.dtype).reshape(X.shape[0], -1)
        if self.use_dropout:
            self.dropout_param["mode"] = "train" if y is not None else "test"
        penalty = 0.0
        h, z, drops = {0: X}, {}, {}
        for l in range(1, self.hidden + 1):
            W, b = self.params[f"W{l}"], self.params[f"b{l}"]
            z[l] = h[l - 1] @ W + b
            h[l] = np.maximum(0, z[l])
            if self.use_dropout:
                h[l], drops[l] = dropout_forward(h[l], self.dropout_param)
            penalty += 0.5 * self.reg * np.sum(W * W)
        L = self.num_layers
        scores = h[L - 1] @ self.params[f"W{L}"] + self.params[f"b{L}"]
        if y is None:
            return scores

        loss, dz = softmax_loss(scores, y)
        grads = {f"W{L}": h[L - 1].T @ dz, f"b{L}": dz.sum(axis=0)}
        dh = dz @ self.params[f"W{L}"].T
        for l in range(self.hidden, 0, -1):
            if self.use_dropout:
                dh = dropout_backward(dh, drops[l])
            dz = np.where(z[l] > 0, dh, 0)
            grads[f"W{l}"] = h[l - 1].T @ dz + self.reg * self.params[f"W{l}"]
            grads[f"b{l}"] = dz.sum(axis=0)
            dh = dz @ self.params[f"W{l}"].T
        return loss + penalty, grads
