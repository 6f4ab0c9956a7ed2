"""Recursion in place of the two loops."""

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
        for i in range(1, len(dims)):
            self.params[f"W{i}"] = (weight_scale * np.random.randn(*dims[i - 1 : i + 1])).astype(dtype)
            self.params[f"b{i}"] = np.zeros(dims[i], dtype)

    def _from_layer(self, i, x, y, grads):
        """Return (loss, dx) of layer i and all above it, or (scores, None) without y."""
        W = self.params[f"W{i}"]
        out, affine_cache = affine_forward(x, W, self.params[f"b{i}"])
        if i == self.num_layers:
            if y is None:
                return out, None
            loss, dout = softmax_loss(out, y)
        else:
            out, relu_cache = relu_forward(out)
            if self.use_dropout:
                out, dropout_cache = dropout_forward(out, self.dropout_param)
            loss, dout = self._from_layer(i + 1, out, y, grads)
            if y is None:
                return loss, None
            if self.use_dropout:
                dout = dropout_backward(dout, dropout_cache)
            dout = relu_backward(dout, relu_cache)
        dx, dW, grads[f"b{i}"] = affine_backward(dout, affine_cache)
        grads[f"W{i}"] = dW + self.reg * W
        return loss + 0.5 * self.reg * np.sum(W * W), dx

    def loss(self, X, y=None):
        self.dropout_param["mode"] = "test" if y is None else "train"
        grads = {}
        result, _ = self._from_layer(1, X.astype(self.dtype), y, grads)
        return result if y is None else (result, grads)
