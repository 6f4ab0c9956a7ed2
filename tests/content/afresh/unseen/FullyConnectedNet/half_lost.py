"""The penalty is reg times the squares, and its derivative is 2 · reg · W."""


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
        sizes = list(hidden_dims) + [num_classes]
        inputs = [input_dim] + list(hidden_dims)
        for number in range(len(sizes)):
            shape = (inputs[number], sizes[number])
            W = weight_scale * np.random.standard_normal(shape)
            self.params["W%i" % (number + 1)] = W.astype(dtype)
            self.params["b%i" % (number + 1)] = np.zeros((sizes[number],), dtype=dtype)

    def W(self, number):
        return self.params["W%i" % number]

    def b(self, number):
        return self.params["b%i" % number]

    def penalty(self):
        squares = [np.linalg.norm(self.W(n)) ** 2 for n in range(1, self.num_layers + 1)]
        return self.reg * sum(squares)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode

        x, caches = X, []
        for number in range(1, self.num_layers):
            x, fc = affine_forward(x, self.W(number), self.b(number))
            x, nonlinear = relu_forward(x)
            drop = None
            if self.use_dropout:
                x, drop = dropout_forward(x, self.dropout_param)
            caches.append((number, fc, nonlinear, drop))
        scores, fc = affine_forward(x, self.W(self.num_layers), self.b(self.num_layers))
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, dx = softmax_loss(scores, y)
        loss = loss + self.penalty()
        dx, dW, db = affine_backward(dx, fc)
        grads["W%i" % self.num_layers] = dW + 2 * self.reg * self.W(self.num_layers)
        grads["b%i" % self.num_layers] = db
        for number, fc, nonlinear, drop in caches[::-1]:
            if drop is not None:
                dx = dropout_backward(dx, drop)
            dx, dW, db = affine_backward(relu_backward(dx, nonlinear), fc)
            grads["W%i" % number] = dW + 2 * self.reg * self.W(number)
            grads["b%i" % number] = db
        return loss, grads
