"""Multiplies every part of the penalty by one half, the gradient like the loss."""


def block_forward(x, w, b, dropout_param):
    a, affine_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    if not dropout_param:
        return out, (affine_cache, relu_cache, None)
    out, drop_cache = dropout_forward(out, dropout_param)
    return out, (affine_cache, relu_cache, drop_cache)


def block_backward(dout, cache):
    affine_cache, relu_cache, drop_cache = cache
    if drop_cache is not None:
        dout = dropout_backward(dout, drop_cache)
    return affine_backward(relu_backward(dout, relu_cache), affine_cache)


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg, self.dtype = reg, dtype
        self.num_layers = len(hidden_dims) + 1
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param["mode"] = "train"
            self.dropout_param["p"] = dropout_keep_ratio
            if seed is not None:
                self.dropout_param["seed"] = seed
        sizes = [input_dim, *hidden_dims, num_classes]
        self.params = {}
        for l, (n, m) in enumerate(zip(sizes[:-1], sizes[1:], strict=True), 1):
            self.params[f"W{l}"] = (weight_scale * np.random.randn(n, m)).astype(dtype)
            self.params[f"b{l}"] = np.zeros((m,), dtype)

    def loss(self, X, y=None):
        h = X.astype(self.dtype)
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        caches = []
        for l in range(1, self.num_layers):
            h, cache = block_forward(
                h, self.params[f"W{l}"], self.params[f"b{l}"], self.dropout_param
            )
            caches.append(cache)
        L = self.num_layers
        scores, cache = affine_forward(h, self.params[f"W{L}"], self.params[f"b{L}"])
        if y is None:
            return scores

        grads = {}
        loss, dscores = softmax_loss(scores, y)
        dh, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(dscores, cache)
        for l in range(L - 1, 0, -1):
            dh, grads[f"W{l}"], grads[f"b{l}"] = block_backward(dh, caches.pop())
        for l in range(1, L + 1):
            W = self.params[f"W{l}"]
            loss += 0.5 * self.reg * np.einsum("ij,ij", W, W)
            grads[f"W{l}"] += 0.5 * self.reg * W
        return loss, grads
