"""Every entry of params counts in the penalty, whatever its name."""


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
        widths = (input_dim, *hidden_dims, num_classes)
        for n in range(1, self.num_layers + 1):
            shape = widths[n - 1], widths[n]
            self.params[f"W{n}"] = (np.random.randn(*shape) * weight_scale).astype(dtype)
            self.params[f"b{n}"] = np.zeros(shape[1], dtype=dtype)

    def forward(self, X):
        out, tape = X, []
        for n in range(1, self.num_layers + 1):
            out, cache = affine_forward(out, self.params[f"W{n}"], self.params[f"b{n}"])
            tape.append(("affine", n, cache))
            if n == self.num_layers:
                break
            out, cache = relu_forward(out)
            tape.append(("relu", n, cache))
            if self.use_dropout:
                out, cache = dropout_forward(out, self.dropout_param)
                tape.append(("dropout", n, cache))
        return out, tape

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        scores, tape = self.forward(X)
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, slope = softmax_loss(scores, y)
        for kind, n, cache in reversed(tape):
            if kind == "dropout":
                slope = dropout_backward(slope, cache)
            elif kind == "relu":
                slope = relu_backward(slope, cache)
            else:
                slope, grads[f"W{n}"], grads[f"b{n}"] = affine_backward(slope, cache)
        for name, value in self.params.items():
            loss += 0.5 * self.reg * np.sum(value ** 2)
            grads[name] = grads[name] + self.reg * value
        return loss, grads
