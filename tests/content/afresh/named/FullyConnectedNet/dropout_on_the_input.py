"""Thinks that pixels are units as well, so X is dropped before the first layer."""


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
        for i in range(1, self.num_layers + 1):
            self.params[f"W{i}"] = dtype(weight_scale) * np.random.randn(
                dims[i - 1], dims[i]
            ).astype(dtype)
            self.params[f"b{i}"] = np.zeros((dims[i],)).astype(dtype)

    def drop(self, a):
        if self.use_dropout:
            return dropout_forward(a, self.dropout_param)
        return a, None

    def undrop(self, d, cache):
        return dropout_backward(d, cache) if self.use_dropout else d

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        a, _ = self.drop(X.astype(self.dtype))
        caches = []
        for i in range(1, self.num_layers):
            a, affine_cache = affine_forward(a, self.params[f"W{i}"], self.params[f"b{i}"])
            a, relu_cache = relu_forward(a)
            a, drop_cache = self.drop(a)
            caches += [(affine_cache, relu_cache, drop_cache)]
        n = self.num_layers
        scores, final = affine_forward(a, self.params[f"W{n}"], self.params[f"b{n}"])
        if y is None:
            return scores

        loss, d = softmax_loss(scores, y)
        grads = {}
        d, grads[f"W{n}"], grads[f"b{n}"] = affine_backward(d, final)
        for i in range(n - 1, 0, -1):
            affine_cache, relu_cache, drop_cache = caches[i - 1]
            d = relu_backward(self.undrop(d, drop_cache), relu_cache)
            d, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(d, affine_cache)
        for i in range(1, n + 1):
            grads[f"W{i}"] += self.reg * self.params[f"W{i}"]
            loss += 0.5 * self.reg * (self.params[f"W{i}"] ** 2).sum()
        return loss, grads
