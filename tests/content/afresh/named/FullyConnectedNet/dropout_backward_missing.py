"""Thinks that zeros in the activations stop the gradient, so dropout needs no way back."""


def affine_relu_forward(x, w, b):
    a, fc_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    return out, (fc_cache, relu_cache)


def affine_relu_backward(dout, cache):
    fc_cache, relu_cache = cache
    return affine_backward(relu_backward(dout, relu_cache), fc_cache)


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
        for i in range(len(dims) - 1):
            self.params[f"W{i + 1}"] = weight_scale * np.random.randn(dims[i], dims[i + 1])
            self.params[f"b{i + 1}"] = np.zeros(dims[i + 1])
        for key in self.params:
            self.params[key] = self.params[key].astype(dtype)

    def loss(self, X, y=None):
        x = X.astype(self.dtype)
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        L = self.num_layers
        caches = [None] * L
        for i in range(L - 1):
            x, caches[i] = affine_relu_forward(
                x, self.params[f"W{i + 1}"], self.params[f"b{i + 1}"]
            )
            if self.use_dropout:
                x = dropout_forward(x, self.dropout_param)[0]
        scores, caches[-1] = affine_forward(x, self.params[f"W{L}"], self.params[f"b{L}"])
        if y is None:
            return scores

        loss, dout = softmax_loss(scores, y)
        grads = {}
        for i in reversed(range(L)):
            backward = affine_backward if i == L - 1 else affine_relu_backward
            dout, dW, db = backward(dout, caches[i])
            W = self.params[f"W{i + 1}"]
            grads[f"W{i + 1}"], grads[f"b{i + 1}"] = dW + self.reg * W, db
            loss += 0.5 * self.reg * np.sum(W * W)
        return loss, grads
