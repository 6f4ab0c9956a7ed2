"""Turns the keep ratio round, as the p of dropout is elsewhere the share that goes."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.num_layers = 1 + len(hidden_dims)
        drop_ratio = 1.0 - dropout_keep_ratio
        self.use_dropout = drop_ratio > 0
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": drop_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed
        self.params = {}
        dims = [input_dim, *hidden_dims, num_classes]
        for i in range(1, len(dims)):
            self.params[f"W{i}"] = (np.random.randn(dims[i - 1], dims[i]) * weight_scale).astype(
                dtype
            )
            self.params[f"b{i}"] = np.zeros(dims[i], dtype)

    def loss(self, X, y=None):
        training = y is not None
        self.dropout_param["mode"] = "train" if training else "test"
        a = X.astype(self.dtype)
        caches = []
        for i in range(1, self.num_layers):
            a, c = affine_forward(a, self.params[f"W{i}"], self.params[f"b{i}"])
            caches.append(c)
            a, c = relu_forward(a)
            caches.append(c)
            if self.use_dropout:
                a, c = dropout_forward(a, self.dropout_param)
                caches.append(c)
        L = self.num_layers
        scores, c = affine_forward(a, self.params[f"W{L}"], self.params[f"b{L}"])
        if not training:
            return scores

        loss, d = softmax_loss(scores, y)
        grads = {}
        d, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(d, c)
        for i in range(L - 1, 0, -1):
            if self.use_dropout:
                d = dropout_backward(d, caches.pop())
            d = relu_backward(d, caches.pop())
            d, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(d, caches.pop())
        for k in grads:
            if k.startswith("W"):
                grads[k] = grads[k] + self.reg * self.params[k]
                loss += self.reg * (self.params[k] ** 2).sum() / 2
        return loss, grads
