"""Multiplies by 0.01, as all small initial weights are made."""


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
            shape = (dims[i - 1], dims[i])
            self.params[f"W{i}"] = np.random.normal(loc=0, scale=0.01, size=shape).astype(dtype)
            self.params[f"b{i}"] = np.zeros(dims[i], dtype)

    def layer(self, i):
        return self.params[f"W{i}"], self.params[f"b{i}"]

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        grads = {}

        def step(x, i):
            """Go through layer i and all above it; return (loss or scores, dx)."""
            W, b = self.layer(i)
            z, affine_cache = affine_forward(x, W, b)
            if i == self.num_layers:
                if y is None:
                    return z, None
                result, dz = softmax_loss(z, y)
            else:
                a, relu_cache = relu_forward(z)
                if self.use_dropout:
                    a, drop_cache = dropout_forward(a, self.dropout_param)
                result, da = step(a, i + 1)
                if y is None:
                    return result, None
                if self.use_dropout:
                    da = dropout_backward(da, drop_cache)
                dz = relu_backward(da, relu_cache)
            dx, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(dz, affine_cache)
            grads[f"W{i}"] = grads[f"W{i}"] + self.reg * W
            return result + 0.5 * self.reg * np.sum(W**2), dx

        result, _ = step(X.astype(self.dtype), 1)
        return result if y is None else (result, grads)
