"""One block for all layers: affine, ReLU if it is not the last, then dropout."""


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
        self.params = {}
        dims = np.hstack([input_dim, hidden_dims, num_classes]).astype(int)
        for k in range(self.num_layers):
            self.params[f"W{k + 1}"] = np.array(
                weight_scale * np.random.randn(dims[k], dims[k + 1]), dtype=dtype
            )
            self.params[f"b{k + 1}"] = np.zeros(dims[k + 1], dtype=dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode

        out = X
        affine_caches, relu_caches, dropout_caches = [], [], []
        for k in range(1, self.num_layers + 1):
            out, cache = affine_forward(out, self.params[f"W{k}"], self.params[f"b{k}"])
            affine_caches.append(cache)
            if k < self.num_layers:
                out, cache = relu_forward(out)
                relu_caches.append(cache)
            if self.use_dropout:
                out, cache = dropout_forward(out, self.dropout_param)
                dropout_caches.append(cache)
        scores = out
        if mode == "test":
            return scores

        grads = {}
        loss, d = softmax_loss(scores, y)
        for k in range(self.num_layers, 0, -1):
            if self.use_dropout:
                d = dropout_backward(d, dropout_caches.pop())
            if k < self.num_layers:
                d = relu_backward(d, relu_caches.pop())
            d, dW, db = affine_backward(d, affine_caches.pop())
            W = self.params[f"W{k}"]
            grads[f"W{k}"] = dW + self.reg * W
            grads[f"b{k}"] = db
            loss += self.reg * 0.5 * np.sum(W * W)
        return loss, grads
