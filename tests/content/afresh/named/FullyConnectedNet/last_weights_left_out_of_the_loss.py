"""Thinks that range(1, num_layers) has num_layers in it, in the loss."""


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
        ins = [input_dim] + list(hidden_dims)
        outs = list(hidden_dims) + [num_classes]
        for layer, (i, o) in enumerate(zip(ins, outs, strict=True)):
            self.params[f"W{layer + 1}"] = np.random.randn(i, o).astype(dtype) * dtype(weight_scale)
            self.params[f"b{layer + 1}"] = np.zeros(o, dtype=dtype)

    def loss(self, X, y=None):
        A = X.astype(self.dtype)
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        affine, relu, drop = [], [], []
        for l in range(1, self.num_layers):
            A, c = affine_forward(A, self.params[f"W{l}"], self.params[f"b{l}"])
            affine.append(c)
            A, c = relu_forward(A)
            relu.append(c)
            if self.use_dropout:
                A, c = dropout_forward(A, self.dropout_param)
                drop.append(c)
        scores, c = affine_forward(
            A, self.params[f"W{self.num_layers}"], self.params[f"b{self.num_layers}"]
        )
        affine.append(c)
        if y is None:
            return scores

        loss, dA = softmax_loss(scores, y)
        for l in range(1, self.num_layers):
            loss += 0.5 * self.reg * np.sum(np.square(self.params[f"W{l}"]))
        grads = {}
        for l in range(self.num_layers, 0, -1):
            if l < self.num_layers:
                if self.use_dropout:
                    dA = dropout_backward(dA, drop[l - 1])
                dA = relu_backward(dA, relu[l - 1])
            dA, dW, db = affine_backward(dA, affine[l - 1])
            grads[f"W{l}"] = dW + self.reg * self.params[f"W{l}"]
            grads[f"b{l}"] = db
        return loss, grads
