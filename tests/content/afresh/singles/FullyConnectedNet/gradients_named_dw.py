"""The gradient of W1 is called dW1."""


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
        for i in range(self.num_layers):
            W = weight_scale * np.random.randn(sizes[i], sizes[i + 1])
            self.params["W" + str(i + 1)] = W.astype(dtype)
            self.params["b" + str(i + 1)] = np.zeros(sizes[i + 1], dtype=dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        L = self.num_layers
        affine_caches, relu_caches, dropout_caches = [], [], []
        out = X
        for i in range(1, L):
            W, b = self.params["W" + str(i)], self.params["b" + str(i)]
            out, cache = affine_forward(out, W, b)
            affine_caches.append(cache)
            out, cache = relu_forward(out)
            relu_caches.append(cache)
            if self.use_dropout:
                out, cache = dropout_forward(out, self.dropout_param)
                dropout_caches.append(cache)
        scores, cache = affine_forward(out, self.params["W" + str(L)], self.params["b" + str(L)])
        affine_caches.append(cache)
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, dscores = softmax_loss(scores, y)
        for i in range(1, L + 1):
            loss += 0.5 * self.reg * np.sum(self.params["W" + str(i)] ** 2)
        dout, dW, db = affine_backward(dscores, affine_caches[L - 1])
        grads["dW" + str(L)] = dW + self.reg * self.params["W" + str(L)]
        grads["db" + str(L)] = db
        for i in range(L - 1, 0, -1):
            if self.use_dropout:
                dout = dropout_backward(dout, dropout_caches[i - 1])
            dout = relu_backward(dout, relu_caches[i - 1])
            dout, dW, db = affine_backward(dout, affine_caches[i - 1])
            grads["dW" + str(i)] = dW + self.reg * self.params["W" + str(i)]
            grads["db" + str(i)] = db
        return loss, grads
