"""Draws the weights with rand, the random function of the dropout layer."""


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
            W = np.random.uniform(0, 1, size=(dims[l], dims[l + 1])) * weight_scale
            b = np.zeros(dims[l + 1])
            self.params[f"W{l + 1}"], self.params[f"b{l + 1}"] = W.astype(dtype), b.astype(dtype)

    def scores_and_caches(self, x):
        caches = []
        for l in range(1, self.num_layers):
            x, fc = affine_forward(x, self.params[f"W{l}"], self.params[f"b{l}"])
            x, rc = relu_forward(x)
            x, dc = dropout_forward(x, self.dropout_param) if self.use_dropout else (x, None)
            caches.append((fc, rc, dc))
        l = self.num_layers
        x, fc = affine_forward(x, self.params[f"W{l}"], self.params[f"b{l}"])
        return x, caches, fc

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "train" if y is not None else "test"
        scores, caches, fc = self.scores_and_caches(X.astype(self.dtype))
        if y is None:
            return scores
        loss, dx = softmax_loss(scores, y)
        grads = {}
        l = self.num_layers
        dx, grads[f"W{l}"], grads[f"b{l}"] = affine_backward(dx, fc)
        for fc, rc, dc in reversed(caches):
            l -= 1
            dx = dx if dc is None else dropout_backward(dx, dc)
            dx, grads[f"W{l}"], grads[f"b{l}"] = affine_backward(relu_backward(dx, rc), fc)
        for l in range(1, self.num_layers + 1):
            loss += 0.5 * self.reg * np.sum(self.params[f"W{l}"] ** 2)
            grads[f"W{l}"] += self.reg * self.params[f"W{l}"]
        return loss, grads
