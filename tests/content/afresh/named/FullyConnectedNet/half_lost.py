"""Leaves the half away and derives what is left: the gradient has a 2."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.num_layers = len(hidden_dims) + 1
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed
        self.params = {}
        fan_in = input_dim
        for l, fan_out in enumerate(list(hidden_dims) + [num_classes], start=1):
            self.params["W%d" % l] = np.random.normal(0, weight_scale, (fan_in, fan_out))
            self.params["b%d" % l] = np.zeros(fan_out)
            fan_in = fan_out
        for name in self.params:
            self.params[name] = self.params[name].astype(dtype)

    def loss(self, X, y=None):
        N = X.shape[0]
        self.dropout_param["mode"] = "train" if y is not None else "test"
        inputs, slopes, masks = [], [], []
        a = X.astype(self.dtype).reshape(N, -1)
        for l in range(1, self.num_layers + 1):
            inputs.append(a)
            z = a.dot(self.params["W%d" % l]) + self.params["b%d" % l]
            if l == self.num_layers:
                break
            slopes.append(z > 0)
            a = z * (z > 0)
            if self.use_dropout:
                a, drop_cache = dropout_forward(a, self.dropout_param)
                masks.append(drop_cache)
        scores = z
        if y is None:
            return scores

        e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
        probs = e / e.sum(axis=1, keepdims=True)
        loss = -np.mean(np.log(probs[np.arange(N), y]))
        dz = probs
        dz[np.arange(N), y] -= 1
        dz = dz / N
        grads = {}
        for l in range(self.num_layers, 0, -1):
            W = self.params["W%d" % l]
            loss += self.reg * np.sum(W**2)
            grads["W%d" % l] = inputs[l - 1].T.dot(dz) + 2 * self.reg * W
            grads["b%d" % l] = dz.sum(axis=0)
            if l > 1:
                dz = dz.dot(W.T)
                if self.use_dropout:
                    dz = dropout_backward(dz, masks[l - 2])
                dz = dz * slopes[l - 2]
        return loss, grads
