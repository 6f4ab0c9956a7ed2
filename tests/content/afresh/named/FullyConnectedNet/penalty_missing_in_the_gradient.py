"""Takes the gradients as the layers give them, and adds the penalty to the loss at the end."""


def hidden_forward(x, w, b, param):
    caches = []
    for layer, args in ((affine_forward, (w, b)), (relu_forward, ())):
        x, cache = layer(x, *args)
        caches.append(cache)
    if param is not None:
        x, cache = dropout_forward(x, param)
        caches.append(cache)
    return x, caches


def hidden_backward(dx, caches):
    if len(caches) == 3:
        dx = dropout_backward(dx, caches[2])
    dx = relu_backward(dx, caches[1])
    return affine_backward(dx, caches[0])


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.num_layers = len(hidden_dims) + 1
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
        if seed is not None:
            self.dropout_param["seed"] = seed
        self.params = {}
        dims = [input_dim, *hidden_dims, num_classes]
        for k in range(self.num_layers):
            w = np.random.standard_normal((dims[k], dims[k + 1])) * weight_scale
            self.params.update({f"W{k + 1}": w.astype(dtype)})
            self.params.update({f"b{k + 1}": np.zeros(dims[k + 1], dtype)})

    def loss(self, X, y=None):
        x = X.astype(self.dtype)
        self.dropout_param["mode"] = "test" if y is None else "train"
        param = self.dropout_param if self.use_dropout else None
        saved = []
        for k in range(1, self.num_layers):
            x, cache = hidden_forward(x, self.params[f"W{k}"], self.params[f"b{k}"], param)
            saved.append(cache)
        k = self.num_layers
        scores, cache = affine_forward(x, self.params[f"W{k}"], self.params[f"b{k}"])
        if y is None:
            return scores
        loss, d = softmax_loss(scores, y)
        grads = {}
        d, grads[f"W{k}"], grads[f"b{k}"] = affine_backward(d, cache)
        while k > 1:
            k -= 1
            d, grads[f"W{k}"], grads[f"b{k}"] = hidden_backward(d, saved[k - 1])
        weights = [v for name, v in self.params.items() if name.startswith("W")]
        loss += self.reg * sum((w**2).sum() for w in weights) / 2
        return loss, grads
