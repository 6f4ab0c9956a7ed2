"""Uses one and the same block for all layers; only the ReLU is left out of the last one."""


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
        for i in range(1, self.num_layers + 1):
            self.params["W%s" % i] = (weight_scale * np.random.randn(*dims[i - 1 : i + 1])).astype(
                dtype
            )
            self.params["b%s" % i] = np.zeros(dims[i], dtype=dtype)

    def loss(self, X, y=None):
        out = X.astype(self.dtype)
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        memory = []
        for i in range(1, self.num_layers + 1):
            out, fc = affine_forward(out, self.params["W%s" % i], self.params["b%s" % i])
            rc = dc = None
            if i < self.num_layers:
                out, rc = relu_forward(out)
            if self.use_dropout:
                out, dc = dropout_forward(out, self.dropout_param)
            memory.append((fc, rc, dc))
        if y is None:
            return out

        loss, dout = softmax_loss(out, y)
        grads = {}
        for i in range(self.num_layers, 0, -1):
            fc, rc, dc = memory[i - 1]
            if dc is not None:
                dout = dropout_backward(dout, dc)
            if rc is not None:
                dout = relu_backward(dout, rc)
            dout, grads["W%s" % i], grads["b%s" % i] = affine_backward(dout, fc)
            W = self.params["W%s" % i]
            loss = loss + self.reg * 0.5 * np.sum(W**2)
            grads["W%s" % i] = grads["W%s" % i] + self.reg * W
        return loss, grads
