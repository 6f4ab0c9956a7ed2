"""Thinks that whoever asks without labels wants to see softmax's output."""


def softmax(z):
    e = np.exp(z - np.amax(z, axis=1)[:, None])
    return e / np.sum(e, axis=1)[:, None]


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
        N = X.shape[0]
        a = X.reshape(N, -1).astype(self.dtype)
        acts, drop = [a], []
        for i in range(1, self.num_layers + 1):
            a = a @ self.params[f"W{i}"] + self.params[f"b{i}"]
            if i < self.num_layers:
                a = np.where(a > 0, a, 0)
                if self.use_dropout:
                    a, cache = dropout_forward(a, self.dropout_param)
                    drop.append(cache)
                acts.append(a)
        probs = softmax(a)
        if y is None:
            return probs

        loss = -np.log(probs[range(N), y]).sum() / N
        d = probs.copy()
        d[range(N), y] -= 1
        d /= N
        grads = {}
        for i in range(self.num_layers, 0, -1):
            W = self.params[f"W{i}"]
            loss += 0.5 * self.reg * np.sum(W**2)
            grads[f"W{i}"] = acts[i - 1].T @ d + self.reg * W
            grads[f"b{i}"] = d.sum(axis=0)
            if i > 1:
                d = d @ W.T
                if self.use_dropout:
                    d = dropout_backward(d, drop[i - 2])
                d = d * (acts[i - 1] > 0)
        return loss, grads
