"""Knows that the gradient is reg * W, and adds reg times the squares to the loss."""


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
        dims = np.hstack((input_dim, hidden_dims, num_classes)).astype(int)
        for i in range(self.num_layers):
            self.params["W" + str(i + 1)] = weight_scale * np.random.randn(dims[i], dims[i + 1])
            self.params["b" + str(i + 1)] = np.zeros(dims[i + 1])
        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        layer_cache, relu_cache, drop_cache = {}, {}, {}
        out = X
        for i in range(1, self.num_layers):
            W, b = self.params["W" + str(i)], self.params["b" + str(i)]
            out, layer_cache[i] = affine_forward(out, W, b)
            out, relu_cache[i] = relu_forward(out)
            if self.use_dropout:
                out, drop_cache[i] = dropout_forward(out, self.dropout_param)
        i = self.num_layers
        scores, layer_cache[i] = affine_forward(
            out, self.params["W" + str(i)], self.params["b" + str(i)]
        )
        if mode == "test":
            return scores

        grads = {}
        loss, dout = softmax_loss(scores, y)
        dout, grads["W" + str(i)], grads["b" + str(i)] = affine_backward(dout, layer_cache[i])
        grads["W" + str(i)] += self.reg * self.params["W" + str(i)]
        loss += self.reg * np.sum(self.params["W" + str(i)] ** 2)
        for i in reversed(range(1, self.num_layers)):
            if self.use_dropout:
                dout = dropout_backward(dout, drop_cache[i])
            dout = relu_backward(dout, relu_cache[i])
            dout, grads["W" + str(i)], grads["b" + str(i)] = affine_backward(dout, layer_cache[i])
            grads["W" + str(i)] += self.reg * self.params["W" + str(i)]
            loss += self.reg * np.sum(self.params["W" + str(i)] ** 2)
        return loss, grads
