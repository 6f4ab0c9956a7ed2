"""Puts affine and ReLU in one loop and lets it run over all layers."""


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
        dims = [input_dim] + [h for h in hidden_dims] + [num_classes]
        for i in range(1, self.num_layers + 1):
            self.params[f"W{i}"] = np.random.normal(0, weight_scale, (dims[i - 1], dims[i]))
            self.params[f"b{i}"] = np.zeros(dims[i])
            for name in (f"W{i}", f"b{i}"):
                self.params[name] = self.params[name].astype(dtype)

    def loss(self, X, y=None):
        A = X.astype(self.dtype)
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        affine_caches, relu_caches, dropout_caches = [], [], []
        for i in range(1, self.num_layers + 1):
            Z, cache = affine_forward(A, self.params[f"W{i}"], self.params[f"b{i}"])
            affine_caches.append(cache)
            A, cache = relu_forward(Z)
            relu_caches.append(cache)
            if self.use_dropout and i < self.num_layers:
                A, cache = dropout_forward(A, self.dropout_param)
                dropout_caches.append(cache)
        if y is None:
            return A

        loss, dA = softmax_loss(A, y)
        grads = {}
        for i in range(self.num_layers, 0, -1):
            if self.use_dropout and i < self.num_layers:
                dA = dropout_backward(dA, dropout_caches.pop())
            dZ = relu_backward(dA, relu_caches.pop())
            dA, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(dZ, affine_caches.pop())
            loss += 0.5 * self.reg * np.sum(self.params[f"W{i}"] ** 2)
            grads[f"W{i}"] += self.reg * self.params[f"W{i}"]
        return loss, grads
