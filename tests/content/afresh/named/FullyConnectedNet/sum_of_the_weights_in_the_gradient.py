"""Derives the square inside the sum and keeps the sum around it."""


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
        for i, size in enumerate(dims):
            if i == 0:
                continue
            self.params[f"W{i}"] = (weight_scale * np.random.randn(dims[i - 1], size)).astype(dtype)
            self.params[f"b{i}"] = np.zeros(size, dtype)

    def names(self):
        return [(f"W{i}", f"b{i}") for i in range(1, self.num_layers + 1)]

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        x = X.astype(self.dtype)
        caches = []
        *hidden, last = self.names()
        for W, b in hidden:
            x, fc = affine_forward(x, self.params[W], self.params[b])
            x, rc = relu_forward(x)
            dc = None
            if self.use_dropout:
                x, dc = dropout_forward(x, self.dropout_param)
            caches.append((fc, rc, dc))
        scores, fc = affine_forward(x, self.params[last[0]], self.params[last[1]])
        if y is None:
            return scores

        loss, d = softmax_loss(scores, y)
        grads = {}
        d, grads[last[0]], grads[last[1]] = affine_backward(d, fc)
        for (W, b), (fc, rc, dc) in zip(hidden[::-1], caches[::-1], strict=True):
            if dc is not None:
                d = dropout_backward(d, dc)
            d, grads[W], grads[b] = affine_backward(relu_backward(d, rc), fc)
        for W, _ in self.names():
            loss += 0.5 * self.reg * np.sum(self.params[W] ** 2)
            grads[W] = grads[W] + self.reg * self.params[W].sum()
        return loss, grads
