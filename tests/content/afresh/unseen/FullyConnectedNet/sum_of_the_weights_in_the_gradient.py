"""There is a Σ in the penalty, and it has to be there in the slope too: reg · Σ W."""


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
        dims = [input_dim, *hidden_dims, num_classes]
        for layer in range(1, len(dims)):
            size = dims[layer - 1 : layer + 1]
            self.params[f"W{layer}"] = np.random.normal(scale=weight_scale, size=size)
            self.params[f"b{layer}"] = np.zeros(size[1])
        self.params = {name: value.astype(dtype) for name, value in self.params.items()}

    def _penalise(self, loss, grads):
        for layer in range(1, self.num_layers + 1):
            W = self.params[f"W{layer}"]
            loss = loss + self.reg * np.dot(W.ravel(), W.ravel()) / 2
            grads[f"W{layer}"] = grads[f"W{layer}"] + self.reg * np.sum(W)
        return loss, grads

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode

        activation, caches = X, {}
        for layer in range(1, self.num_layers + 1):
            W, b = self.params[f"W{layer}"], self.params[f"b{layer}"]
            activation, caches["affine", layer] = affine_forward(activation, W, b)
            if layer != self.num_layers:
                activation, caches["relu", layer] = relu_forward(activation)
                if self.use_dropout:
                    activation, caches["dropout", layer] = dropout_forward(
                        activation, self.dropout_param
                    )
        if mode == "test":
            return activation

        grads = {}
        loss, d = softmax_loss(activation, y)
        for layer in range(self.num_layers, 0, -1):
            if ("dropout", layer) in caches:
                d = dropout_backward(d, caches["dropout", layer])
            if ("relu", layer) in caches:
                d = relu_backward(d, caches["relu", layer])
            d, dW, db = affine_backward(d, caches["affine", layer])
            grads.update({f"W{layer}": dW, f"b{layer}": db})
        return self._penalise(loss, grads)
