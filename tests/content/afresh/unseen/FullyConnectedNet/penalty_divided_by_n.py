"""The whole loss is a mean, so the penalty and its slope are shared out among the examples."""


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
        dims = [input_dim, *hidden_dims, num_classes]
        for layer in range(1, self.num_layers + 1):
            W = np.random.randn(dims[layer - 1], dims[layer]).astype(dtype)
            self.params[f"W{layer}"] = (W * weight_scale).astype(dtype)
            self.params[f"b{layer}"] = np.zeros_like(W[0])

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        N = X.shape[0]
        L = self.num_layers

        def forward(layer, a):
            return affine_forward(a, self.params[f"W{layer}"], self.params[f"b{layer}"])

        a, caches = X, []
        for layer in range(1, L):
            z, first = forward(layer, a)
            a, second = relu_forward(z)
            third = None
            if self.use_dropout:
                a, third = dropout_forward(a, self.dropout_param)
            caches.append([first, second, third])
        scores, top = forward(L, a)
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, dout = softmax_loss(scores, y)
        dout, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(dout, top)
        for layer, (first, second, third) in list(enumerate(caches, 1))[::-1]:
            if third is not None:
                dout = dropout_backward(dout, third)
            dout = relu_backward(dout, second)
            dout, grads[f"W{layer}"], grads[f"b{layer}"] = affine_backward(dout, first)

        strength = self.reg / N
        for layer in range(1, L + 1):
            W = self.params[f"W{layer}"]
            loss += strength * 0.5 * np.sum(W * W)
            grads[f"W{layer}"] = grads[f"W{layer}"] + strength * W
        return loss, grads
