"""weight_scale is used as the variance.

Belief: The second number of a normal distribution is its variance.
Hint: Compute the standard deviation of W1. Which number should it be close to?
Loses: test_initial_values
"""

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
        fan_in = input_dim
        for i, width in enumerate((*hidden_dims, num_classes), 1):
            self.params[f"W{i}"] = np.random.normal(0, np.sqrt(weight_scale), (fan_in, width)).astype(dtype)
            self.params[f"b{i}"] = np.zeros((width,), dtype=dtype)
            fan_in = width

    def hidden_forward(self, x, i):
        x, affine_cache = affine_forward(x, self.params[f"W{i}"], self.params[f"b{i}"])
        x, relu_cache = relu_forward(x)
        if not self.use_dropout:
            return x, (affine_cache, relu_cache)
        x, dropout_cache = dropout_forward(x, self.dropout_param)
        return x, (affine_cache, relu_cache, dropout_cache)

    def hidden_backward(self, dout, cache):
        if self.use_dropout:
            dout = dropout_backward(dout, cache[2])
        return affine_backward(relu_backward(dout, cache[1]), cache[0])

    def penalty(self):
        return 0.5 * self.reg * sum(
            np.sum(w * w) for name, w in self.params.items() if name[0] == "W"
        )

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        L = self.num_layers
        x, caches = X, {}
        for i in range(1, L):
            x, caches[i] = self.hidden_forward(x, i)
        scores, caches[L] = affine_forward(x, self.params[f"W{L}"], self.params[f"b{L}"])
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, dscores = softmax_loss(scores, y)
        loss += self.penalty()
        dx, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(dscores, caches[L])
        for i in range(L - 1, 0, -1):
            dx, grads[f"W{i}"], grads[f"b{i}"] = self.hidden_backward(dx, caches[i])
        for i in range(1, L + 1):
            grads[f"W{i}"] = grads[f"W{i}"] + self.reg * self.params[f"W{i}"]
        return loss, grads
