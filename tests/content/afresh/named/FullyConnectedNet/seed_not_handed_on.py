"""Thinks the seed is for those who want to draw the weights again, and keeps it as it is."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.seed = seed
        self.num_layers = 1 + len(hidden_dims)
        self.use_dropout = dropout_keep_ratio < 1
        self.dropout_param = {"p": dropout_keep_ratio} if self.use_dropout else {}
        self.params = {}
        dims = [input_dim, *hidden_dims, num_classes]
        for l, n in enumerate(dims[1:]):
            self.params["W" + str(l + 1)] = weight_scale * np.random.randn(dims[l], n)
            self.params["W" + str(l + 1)] = self.params["W" + str(l + 1)].astype(dtype)
            self.params["b" + str(l + 1)] = np.zeros(n, dtype=dtype)

    def loss(self, X, y=None):
        out = X.astype(self.dtype)
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        tape = []
        for l in range(1, self.num_layers + 1):
            out, cache = affine_forward(
                out, self.params["W" + str(l)], self.params["b" + str(l)]
            )
            tape.append((affine_backward, cache, l))
            if l == self.num_layers:
                continue
            out, cache = relu_forward(out)
            tape.append((relu_backward, cache, None))
            if self.use_dropout:
                out, cache = dropout_forward(out, self.dropout_param)
                tape.append((dropout_backward, cache, None))
        if y is None:
            return out

        loss, dout = softmax_loss(out, y)
        grads = {}
        for backward, cache, l in tape[::-1]:
            if l is None:
                dout = backward(dout, cache)
                continue
            W = self.params["W" + str(l)]
            dout, dW, db = backward(dout, cache)
            grads["W" + str(l)] = dW + self.reg * W
            grads["b" + str(l)] = db
            loss += self.reg * 0.5 * np.linalg.norm(W) ** 2
        return loss, grads
