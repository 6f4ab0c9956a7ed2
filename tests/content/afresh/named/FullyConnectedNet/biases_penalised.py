"""Runs over params.items() for the penalty, as it is the shortest loop."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.num_layers = 1 + len(hidden_dims)
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = dict(mode="train", p=dropout_keep_ratio)
            if seed is not None:
                self.dropout_param.update(seed=seed)
        dims = [input_dim] + list(hidden_dims) + [num_classes]
        weights = {
            f"W{i}": weight_scale * np.random.randn(dims[i - 1], dims[i])
            for i in range(1, len(dims))
        }
        biases = {f"b{i}": np.zeros(dims[i]) for i in range(1, len(dims))}
        self.params = {k: v.astype(dtype) for k, v in {**weights, **biases}.items()}

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "train" if y is not None else "test"
        p = self.params
        stack = []
        x = X.astype(self.dtype)
        for i in range(1, self.num_layers + 1):
            x, cache = affine_forward(x, p[f"W{i}"], p[f"b{i}"])
            stack.append(("affine", i, cache))
            if i < self.num_layers:
                x, cache = relu_forward(x)
                stack.append(("relu", i, cache))
                if self.use_dropout:
                    x, cache = dropout_forward(x, self.dropout_param)
                    stack.append(("dropout", i, cache))
        if y is None:
            return x

        loss, d = softmax_loss(x, y)
        grads = {}
        while stack:
            kind, i, cache = stack.pop()
            if kind == "affine":
                d, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(d, cache)
            elif kind == "relu":
                d = relu_backward(d, cache)
            else:
                d = dropout_backward(d, cache)
        loss += self.reg / 2 * sum(np.sum(v * v) for v in p.values())
        return loss, {k: g + self.reg * p[k] for k, g in grads.items()}
