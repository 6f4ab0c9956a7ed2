"""Writes the whole net by hand and has the mask on the way there only."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.keep = dropout_keep_ratio
        self.seed = seed
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
            W = np.random.randn(dims[i - 1], dims[i])
            self.params[f"W{i}"] = (W * weight_scale).astype(dtype)
            self.params[f"b{i}"] = np.zeros(dims[i], dtype)

    def loss(self, X, y=None):
        x = X.astype(self.dtype).reshape(X.shape[0], -1)
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        inputs, positive = [], []
        for i in range(1, self.num_layers):
            inputs.append(x)
            z = x @ self.params[f"W{i}"] + self.params[f"b{i}"]
            positive.append(z > 0)
            x = np.where(positive[-1], z, 0)
            if self.use_dropout and y is not None:
                rng = np.random.RandomState(self.seed)
                x = x * rng.binomial(1, self.keep, x.shape) / self.keep
        inputs.append(x)
        n = self.num_layers
        scores = x @ self.params[f"W{n}"] + self.params[f"b{n}"]
        if y is None:
            return scores

        loss, dz = softmax_loss(scores, y)
        grads = {}
        for i in range(n, 0, -1):
            W = self.params[f"W{i}"]
            grads[f"W{i}"] = inputs[i - 1].T @ dz + self.reg * W
            grads[f"b{i}"] = np.ones(len(dz)) @ dz
            loss += self.reg * np.sum(W * W) / 2
            if i > 1:
                dz = (dz @ W.T) * positive[i - 2]
        return loss, grads
