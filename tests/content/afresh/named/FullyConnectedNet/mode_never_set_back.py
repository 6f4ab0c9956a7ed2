"""Switches to test mode where y is missing, and trusts the constructor for the rest."""


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
        for i in range(1, len(dims)):
            W = np.random.normal(size=(dims[i - 1], dims[i]))
            W *= weight_scale
            self.params["W{}".format(i)] = W.astype(dtype)
            self.params["b{}".format(i)] = np.zeros(dims[i]).astype(dtype)

    def loss(self, X, y=None):
        x = X.astype(self.dtype)
        if y is None and self.use_dropout:
            self.dropout_param["mode"] = "test"
        saved = []
        for i in range(1, self.num_layers):
            x, a = affine_forward(x, self.params["W{}".format(i)], self.params["b{}".format(i)])
            x, r = relu_forward(x)
            saved.append({"affine": a, "relu": r})
            if self.use_dropout:
                x, saved[-1]["dropout"] = dropout_forward(x, self.dropout_param)
        i = self.num_layers
        x, a = affine_forward(x, self.params["W{}".format(i)], self.params["b{}".format(i)])
        if y is None:
            return x

        grads = {}
        loss, dx = softmax_loss(x, y)
        dx, grads["W{}".format(i)], grads["b{}".format(i)] = affine_backward(dx, a)
        for i in range(self.num_layers - 1, 0, -1):
            cache = saved[i - 1]
            if "dropout" in cache:
                dx = dropout_backward(dx, cache["dropout"])
            dx = relu_backward(dx, cache["relu"])
            dx, dW, db = affine_backward(dx, cache["affine"])
            grads["W{}".format(i)], grads["b{}".format(i)] = dW, db
        for i in range(1, self.num_layers + 1):
            loss += 0.5 * self.reg * np.sum(self.params["W{}".format(i)] ** 2)
            grads["W{}".format(i)] += self.reg * self.params["W{}".format(i)]
        return loss, grads
