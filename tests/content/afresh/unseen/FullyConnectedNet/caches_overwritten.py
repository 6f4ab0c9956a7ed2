"""The net has its dropout, one thing with one cache, kept beside dropout_param."""


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
            self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed
        self.dropout_cache = None
        self.params = {}
        dims = [input_dim, *hidden_dims, num_classes]
        for i, pair in enumerate(zip(dims, dims[1:])):
            self.params["W" + str(i + 1)] = dtype(weight_scale) * np.random.randn(*pair)
            self.params["b" + str(i + 1)] = np.zeros(pair[1])
        for name in self.params:
            self.params[name] = self.params[name].astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode

        affine_caches, relu_caches = [], []
        a = X
        for i in range(1, self.num_layers):
            a, cache = affine_forward(a, self.params["W" + str(i)], self.params["b" + str(i)])
            affine_caches.append(cache)
            a, cache = relu_forward(a)
            relu_caches.append(cache)
            if self.use_dropout:
                a, self.dropout_cache = dropout_forward(a, self.dropout_param)
        n = str(self.num_layers)
        scores, cache = affine_forward(a, self.params["W" + n], self.params["b" + n])
        if mode == "test":
            return scores

        grads = {}
        loss, da = softmax_loss(scores, y)
        da, grads["W" + n], grads["b" + n] = affine_backward(da, cache)
        for i in range(self.num_layers - 1, 0, -1):
            if self.use_dropout:
                da = dropout_backward(da, self.dropout_cache)
            da = relu_backward(da, relu_caches[i - 1])
            da, grads["W" + str(i)], grads["b" + str(i)] = affine_backward(
                da, affine_caches[i - 1]
            )
        for i in range(1, self.num_layers + 1):
            W = self.params["W" + str(i)]
            loss += np.sum(W * W) * self.reg / 2
            grads["W" + str(i)] = grads["W" + str(i)] + self.reg * W
        return loss, grads
