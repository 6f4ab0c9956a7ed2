"""Small classes for the layers, put together in a list."""

class Hidden:
    """Affine, ReLU and perhaps dropout."""

    def __init__(self, net, i):
        self.net, self.i = net, i

    def forward(self, x):
        params, i = self.net.params, self.i
        x, self.affine = affine_forward(x, params[f"W{i}"], params[f"b{i}"])
        if i == self.net.num_layers:
            return x
        x, self.relu = relu_forward(x)
        if self.net.use_dropout:
            x, self.dropout = dropout_forward(x, self.net.dropout_param)
        return x

    def backward(self, d):
        if self.i < self.net.num_layers:
            if self.net.use_dropout:
                d = dropout_backward(d, self.dropout)
            d = relu_backward(d, self.relu)
        return affine_backward(d, self.affine)


class FullyConnectedNet:
    def __init__(
        self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1, reg=0.0,
        weight_scale=1e-2, dtype=np.float32, seed=None,
    ):
        self.reg, self.dtype = reg, dtype
        self.num_layers = len(hidden_dims) + 1
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
        if seed is not None:
            self.dropout_param["seed"] = seed
        self.params, self.layers, below = {}, [], input_dim
        for i, width in enumerate([*hidden_dims, num_classes], start=1):
            W = weight_scale * np.random.randn(below, width)
            self.params.update({f"W{i}": W.astype(dtype), f"b{i}": np.zeros(width, dtype)})
            self.layers.append(Hidden(self, i))
            below = width

    def loss(self, X, y=None):
        self.dropout_param["mode"] = "test" if y is None else "train"
        out = X.astype(self.dtype)
        for layer in self.layers:
            out = layer.forward(out)
        if y is None:
            return out
        loss, d = softmax_loss(out, y)
        grads = {}
        for layer in self.layers[::-1]:
            i = layer.i
            d, grads[f"W{i}"], grads[f"b{i}"] = layer.backward(d)
            W = self.params[f"W{i}"]
            grads[f"W{i}"] += self.reg * W
            loss += self.reg * np.vdot(W, W) / 2
        return loss, grads
