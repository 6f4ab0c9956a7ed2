"""Dropout gets the share to drop; W1 sees the data and is regularized."""


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
            self.dropout_param = {"mode": "train", "p": 1 - dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed
        self.params = {}
        widths = [input_dim]
        widths.extend(hidden_dims)
        widths.append(num_classes)
        for k in range(1, len(widths)):
            n_in, n_out = widths[k - 1], widths[k]
            self.params["W%d" % k] = (weight_scale * np.random.randn(n_in, n_out)).astype(dtype)
            self.params["b%d" % k] = np.zeros((n_out,)).astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        n = X.shape[0]
        act = [X.reshape(n, -1)]
        pre = []
        drop = []
        for k in range(1, self.num_layers + 1):
            z = np.einsum("nd,dm->nm", act[-1], self.params["W%d" % k]) + self.params["b%d" % k]
            pre.append(z)
            if k == self.num_layers:
                break
            h = np.maximum(z, 0)
            if self.use_dropout:
                h, c = dropout_forward(h, self.dropout_param)
                drop.append(c)
            act.append(h)
        scores = pre[-1]
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, delta = softmax_loss(scores, y)
        for k in range(self.num_layers, 0, -1):
            W = self.params["W%d" % k]
            if k == 1:
                loss = loss + 0.5 * self.reg * np.sum(W * W)
            grads["W%d" % k] = act[k - 1].T @ delta
            if k == 1:
                grads["W1"] = grads["W1"] + self.reg * W
            grads["b%d" % k] = np.sum(delta, axis=0)
            if k > 1:
                delta = delta @ W.T
                if self.use_dropout:
                    delta = dropout_backward(delta, drop[k - 2])
                delta = delta * (pre[k - 2] > 0)
        return loss, grads
