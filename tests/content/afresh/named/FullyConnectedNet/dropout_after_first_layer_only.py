"""Thinks that one dropout layer is what a net has, behind the first ReLU."""


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
            W = weight_scale * np.random.standard_normal((dims[i - 1], dims[i]))
            self.params["W" + str(i)] = W.astype(dtype)
            self.params["b" + str(i)] = np.zeros(dims[i], dtype)

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        out, affine_caches, relu_caches = X.astype(self.dtype), {}, {}
        for i in range(1, self.num_layers + 1):
            W, b = self.params["W" + str(i)], self.params["b" + str(i)]
            out, affine_caches[i] = affine_forward(out, W, b)
            if i < self.num_layers:
                out, relu_caches[i] = relu_forward(out)
            if i == 1 and self.use_dropout:
                out, drop_cache = dropout_forward(out, self.dropout_param)
        if y is None:
            return out

        loss, d = softmax_loss(out, y)
        grads = {}
        for i in range(self.num_layers, 0, -1):
            W = self.params["W" + str(i)]
            if i == 1 and self.use_dropout:
                d = dropout_backward(d, drop_cache)
            if i < self.num_layers:
                d = relu_backward(d, relu_caches[i])
            d, dW, grads["b" + str(i)] = affine_backward(d, affine_caches[i])
            grads["W" + str(i)] = dW + self.reg * W
            loss += 0.5 * self.reg * np.sum(np.power(W, 2))
        return loss, grads
