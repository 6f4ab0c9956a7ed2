"""Sums the squares of all that is in params, but derives for the weights alone."""


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
            self._new_layer(i, dims[i - 1], dims[i], weight_scale)

    def _new_layer(self, i, rows, columns, scale):
        self.params[f"W{i}"] = np.random.normal(scale=scale, size=(rows, columns))
        self.params[f"W{i}"] = self.params[f"W{i}"].astype(self.dtype)
        self.params[f"b{i}"] = np.zeros(columns).astype(self.dtype)

    def _penalty(self):
        total = 0
        for name in self.params:
            total += np.linalg.norm(self.params[name]) ** 2
        return 0.5 * self.reg * total

    def _forward(self, a):
        caches = []
        for i in range(1, self.num_layers):
            a, first = affine_forward(a, self.params[f"W{i}"], self.params[f"b{i}"])
            a, second = relu_forward(a)
            third = None
            if self.use_dropout:
                a, third = dropout_forward(a, self.dropout_param)
            caches.append([first, second, third])
        last = self.num_layers
        scores, cache = affine_forward(a, self.params[f"W{last}"], self.params[f"b{last}"])
        caches.append(cache)
        return scores, caches

    def _backward(self, dout, caches):
        grads = {}
        last = self.num_layers
        dout, grads[f"W{last}"], grads[f"b{last}"] = affine_backward(dout, caches[-1])
        for i in range(last - 1, 0, -1):
            first, second, third = caches[i - 1]
            if self.use_dropout:
                dout = dropout_backward(dout, third)
            dout = relu_backward(dout, second)
            dout, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(dout, first)
        return grads

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        scores, caches = self._forward(X.astype(self.dtype))
        if y is None:
            return scores
        loss, dscores = softmax_loss(scores, y)
        grads = self._backward(dscores, caches)
        for i in range(1, self.num_layers + 1):
            grads[f"W{i}"] = grads[f"W{i}"] + self.reg * self.params[f"W{i}"]
        return loss + self._penalty(), grads
