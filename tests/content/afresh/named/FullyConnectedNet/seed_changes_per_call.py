"""Moves the seed on in each call, or the net would drop the same units for ever."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.calls = 0
        self.seed = seed
        self.num_layers = 1 + len(hidden_dims)
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
        dims = [input_dim, *hidden_dims, num_classes]
        self.params = {}
        for l in range(1, self.num_layers + 1):
            self.params[f"W{l}"] = weight_scale * np.random.randn(dims[l - 1], dims[l])
            self.params[f"b{l}"] = np.zeros(dims[l])
        self.params = dict((name, value.astype(dtype)) for name, value in self.params.items())

    def _set_mode(self, mode):
        if not self.use_dropout:
            return
        self.dropout_param["mode"] = mode
        if self.seed is not None:
            self.dropout_param["seed"] = self.seed + self.calls
            self.calls += 1

    def _hidden(self, a, l):
        a, one = affine_forward(a, self.params[f"W{l}"], self.params[f"b{l}"])
        a, two = relu_forward(a)
        if not self.use_dropout:
            return a, (one, two)
        a, three = dropout_forward(a, self.dropout_param)
        return a, (one, two, three)

    def loss(self, X, y=None):
        self._set_mode("test" if y is None else "train")
        a = X.astype(self.dtype)
        caches = {}
        for l in range(1, self.num_layers):
            a, caches[l] = self._hidden(a, l)
        L = self.num_layers
        scores, caches[L] = affine_forward(a, self.params[f"W{L}"], self.params[f"b{L}"])
        if y is None:
            return scores

        loss, d = softmax_loss(scores, y)
        grads = {}
        d, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(d, caches[L])
        for l in sorted(caches, reverse=True)[1:]:
            if self.use_dropout:
                d = dropout_backward(d, caches[l][2])
            d = relu_backward(d, caches[l][1])
            d, grads[f"W{l}"], grads[f"b{l}"] = affine_backward(d, caches[l][0])
        for name, value in self.params.items():
            if name[0] == "W":
                loss += 0.5 * self.reg * np.sum(value * value)
                grads[name] = grads[name] + self.reg * value
        return loss, grads
