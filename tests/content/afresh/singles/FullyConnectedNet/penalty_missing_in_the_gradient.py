"""The loss has the penalty; backward is done by the layers."""


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
        d = [input_dim, *hidden_dims, num_classes]
        self.params.update({f"W{i}": (np.random.randn(d[i - 1], d[i]) * weight_scale).astype(dtype) for i in range(1, len(d))})
        self.params.update({f"b{i}": np.zeros(d[i], dtype=dtype) for i in range(1, len(d))})

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        h, tape = X, []
        for i in range(1, self.num_layers + 1):
            h, c = affine_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            tape.append((affine_backward, c, i))
            if i < self.num_layers:
                h, c = relu_forward(h)
                tape.append((relu_backward, c, None))
                if self.use_dropout:
                    h, c = dropout_forward(h, self.dropout_param)
                    tape.append((dropout_backward, c, None))
        scores = h
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, g = softmax_loss(scores, y)
        for back, c, i in reversed(tape):
            if i is None:
                g = back(g, c)
            else:
                g, dw, grads[f"b{i}"] = back(g, c)
                grads[f"W{i}"] = dw
        loss += self.reg / 2 * sum(np.vdot(w, w) for k, w in self.params.items() if k[0] == "W")
        return loss, grads
