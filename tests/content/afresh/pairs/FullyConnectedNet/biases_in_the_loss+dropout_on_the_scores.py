"""Dropout after each layer; the penalty counts every parameter."""


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
        previous = input_dim
        number = 1
        for units in list(hidden_dims) + [num_classes]:
            weights = np.random.randn(previous, units)
            weights = weights * weight_scale
            biases = np.zeros(units)
            self.params["W" + str(number)] = weights.astype(self.dtype)
            self.params["b" + str(number)] = biases.astype(self.dtype)
            previous = units
            number = number + 1

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        caches = {}
        a = X
        layer = 1
        while layer < self.num_layers:
            w = self.params["W" + str(layer)]
            b = self.params["b" + str(layer)]
            a, caches["affine", layer] = affine_forward(a, w, b)
            a, caches["relu", layer] = relu_forward(a)
            if self.use_dropout:
                a, caches["dropout", layer] = dropout_forward(a, self.dropout_param)
            layer = layer + 1
        w = self.params["W" + str(layer)]
        b = self.params["b" + str(layer)]
        scores, caches["affine", layer] = affine_forward(a, w, b)
        if self.use_dropout:
            scores, caches["dropout", layer] = dropout_forward(scores, self.dropout_param)
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, dx = softmax_loss(scores, y)
        reg_loss = 0.0
        for name in self.params:
            reg_loss = reg_loss + np.sum(self.params[name] ** 2)
        loss = loss + 0.5 * self.reg * reg_loss
        if self.use_dropout:
            dx = dropout_backward(dx, caches["dropout", layer])
        dx, dw, db = affine_backward(dx, caches["affine", layer])
        grads["W" + str(layer)] = dw
        grads["b" + str(layer)] = db
        layer = layer - 1
        while layer > 0:
            if self.use_dropout:
                dx = dropout_backward(dx, caches["dropout", layer])
            dx = relu_backward(dx, caches["relu", layer])
            dx, dw, db = affine_backward(dx, caches["affine", layer])
            grads["W" + str(layer)] = dw
            grads["b" + str(layer)] = db
            layer = layer - 1
        for name in grads:
            if name.startswith("W"):
                grads[name] = grads[name] + self.reg * self.params[name]
        return loss, grads
