"""Thinks the penalty is averaged over the batch, as in the other notebook."""


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
        sizes = (input_dim,) + tuple(hidden_dims) + (num_classes,)
        for l in range(self.num_layers):
            shape = sizes[l : l + 2]
            self.params[f"W{l + 1}"] = np.random.normal(0.0, weight_scale, shape).astype(dtype)
            self.params[f"b{l + 1}"] = np.zeros(shape[1]).astype(dtype)

    def loss(self, X, y=None):
        m = X.shape[0]
        A = X.astype(self.dtype)
        training = y is not None
        if self.use_dropout:
            self.dropout_param["mode"] = "train" if training else "test"
        caches = {}
        for l in range(1, self.num_layers + 1):
            A, caches["affine", l] = affine_forward(A, self.params[f"W{l}"], self.params[f"b{l}"])
            if l != self.num_layers:
                A, caches["relu", l] = relu_forward(A)
                if self.use_dropout:
                    A, caches["drop", l] = dropout_forward(A, self.dropout_param)
        if not training:
            return A

        grads = {}
        loss, dA = softmax_loss(A, y)
        for l in range(self.num_layers, 0, -1):
            if ("drop", l) in caches:
                dA = dropout_backward(dA, caches["drop", l])
            if ("relu", l) in caches:
                dA = relu_backward(dA, caches["relu", l])
            dA, grads[f"W{l}"], grads[f"b{l}"] = affine_backward(dA, caches["affine", l])
            loss += self.reg / (2 * m) * np.sum(np.square(self.params[f"W{l}"]))
            grads[f"W{l}"] += self.reg / m * self.params[f"W{l}"]
        return loss, grads
