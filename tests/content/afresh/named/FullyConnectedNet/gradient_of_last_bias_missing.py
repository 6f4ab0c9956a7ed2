"""Takes dx and dW from the last affine layer and drops the third thing it returns."""


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
        for l in range(self.num_layers):
            self.params["W%d" % (l + 1)] = np.random.normal(0, weight_scale, dims[l : l + 2])
            self.params["b%d" % (l + 1)] = np.zeros(dims[l + 1])
        for name, value in self.params.items():
            self.params[name] = value.astype(dtype)

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        a = X.astype(self.dtype)
        caches = []
        for l in range(1, self.num_layers):
            a, first = affine_forward(a, self.params["W%d" % l], self.params["b%d" % l])
            a, second = relu_forward(a)
            caches.append([first, second])
            if self.use_dropout:
                a, third = dropout_forward(a, self.dropout_param)
                caches[-1].append(third)
        l = self.num_layers
        scores, cache = affine_forward(a, self.params["W%d" % l], self.params["b%d" % l])
        if y is None:
            return scores

        loss, dscores = softmax_loss(scores, y)
        grads = {}
        da, dW = affine_backward(dscores, cache)[:2]
        grads["W%d" % l] = dW + self.reg * self.params["W%d" % l]
        for l in range(self.num_layers - 1, 0, -1):
            if self.use_dropout:
                da = dropout_backward(da, caches[l - 1][2])
            dz = relu_backward(da, caches[l - 1][1])
            da, dW, db = affine_backward(dz, caches[l - 1][0])
            grads["W%d" % l] = dW + self.reg * self.params["W%d" % l]
            grads["b%d" % l] = db
        for l in range(self.num_layers):
            loss += 0.5 * self.reg * np.sum(self.params["W%d" % (l + 1)] ** 2)
        return loss, grads
