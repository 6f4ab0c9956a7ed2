"""Thinks the gradient of softmax_loss has still to be divided by N."""


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
        self.dims = [input_dim, *hidden_dims, num_classes]
        for i in range(1, len(self.dims)):
            W = weight_scale * np.random.randn(self.dims[i - 1], self.dims[i])
            self.params[f"W{i}"] = W.astype(dtype)
            self.params[f"b{i}"] = np.zeros(self.dims[i], dtype)

    def loss(self, X, y=None):
        N = len(X)
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        x = X.astype(self.dtype)
        caches = []
        for i in range(1, self.num_layers):
            z, c1 = affine_forward(x, self.params[f"W{i}"], self.params[f"b{i}"])
            x, c2 = relu_forward(z)
            c3 = None
            if self.use_dropout:
                x, c3 = dropout_forward(x, self.dropout_param)
            caches.insert(0, (i, c1, c2, c3))
        top = self.num_layers
        scores, c_top = affine_forward(x, self.params[f"W{top}"], self.params[f"b{top}"])
        if y is None:
            return scores

        loss, dscores = softmax_loss(scores, y)
        dx, dW, db = affine_backward(dscores, c_top)
        grads = {f"W{top}": dW / N, f"b{top}": db / N}
        for i, c1, c2, c3 in caches:
            if c3 is not None:
                dx = dropout_backward(dx, c3)
            dx, dW, db = affine_backward(relu_backward(dx, c2), c1)
            grads.update({f"W{i}": dW / N, f"b{i}": db / N})
        for i in range(1, top + 1):
            loss += 0.5 * self.reg * np.sum(self.params[f"W{i}"] ** 2)
            grads[f"W{i}"] = grads[f"W{i}"] + self.reg * self.params[f"W{i}"]
        return loss, grads
