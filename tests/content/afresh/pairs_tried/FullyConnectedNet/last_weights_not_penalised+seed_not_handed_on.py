"""The seed is forgotten, and the last weights have no penalty.
"""


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
        self.params = {}
        dims = [input_dim, *hidden_dims, num_classes]
        for i in range(1, len(dims)):
            W = weight_scale * np.random.randn(dims[i - 1], dims[i])
            self.params[f"W{i}"] = W.astype(dtype)
            self.params[f"b{i}"] = np.zeros(dims[i], dtype)

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        a = X.astype(self.dtype)
        caches = []
        for i in range(1, self.num_layers):
            a, affine_cache = affine_forward(a, self.params[f"W{i}"], self.params[f"b{i}"])
            a, relu_cache = relu_forward(a)
            drop_cache = None
            if self.use_dropout:
                a, drop_cache = dropout_forward(a, self.dropout_param)
            caches.append((affine_cache, relu_cache, drop_cache))
        L = self.num_layers
        scores, last_cache = affine_forward(a, self.params[f"W{L}"], self.params[f"b{L}"])
        if y is None:
            return scores

        loss, d = softmax_loss(scores, y)
        grads = {}
        d, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(d, last_cache)
        for i in range(L - 1, 0, -1):
            affine_cache, relu_cache, drop_cache = caches[i - 1]
            if self.use_dropout:
                d = dropout_backward(d, drop_cache)
            d = relu_backward(d, relu_cache)
            d, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(d, affine_cache)
        for i in range(1, L):
            W = self.params[f"W{i}"]
            loss += 0.5 * self.reg * np.sum(W * W)
            grads[f"W{i}"] = grads[f"W{i}"] + self.reg * W
        return loss, grads
