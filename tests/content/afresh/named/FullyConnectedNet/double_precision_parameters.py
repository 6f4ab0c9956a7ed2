"""Casts X to dtype and thinks that the parameters follow."""


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
            self.params[f"W{i}"] = np.random.normal(0, weight_scale, [dims[i - 1], dims[i]])
            self.params[f"b{i}"] = np.zeros([dims[i]])

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        out = X.astype(self.dtype)
        fc, act, drop = {}, {}, {}
        for i in range(1, self.num_layers + 1):
            out, fc[i] = affine_forward(out, self.params[f"W{i}"], self.params[f"b{i}"])
            if i < self.num_layers:
                out, act[i] = relu_forward(out)
                if self.use_dropout:
                    out, drop[i] = dropout_forward(out, self.dropout_param)
        if y is None:
            return out

        loss, d = softmax_loss(out, y)
        grads = {}
        for i in sorted(fc, reverse=True):
            if i in drop:
                d = dropout_backward(d, drop[i])
            if i in act:
                d = relu_backward(d, act[i])
            d, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(d, fc[i])
        for i in fc:
            W = self.params[f"W{i}"]
            loss += 0.5 * self.reg * W.ravel().dot(W.ravel())
            grads[f"W{i}"] += self.reg * W
        return loss, grads
