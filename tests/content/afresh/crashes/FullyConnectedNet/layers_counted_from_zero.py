"""KeyError: 'W0', always, in the first round of the loop."""


def block_forward(a, w, b, dropout_param):
    """affine - ReLU - [dropout]; dropout_param None means no dropout."""
    z, fc_cache = affine_forward(a, w, b)
    h, relu_cache = relu_forward(z)
    drop_cache = None
    if dropout_param is not None:
        h, drop_cache = dropout_forward(h, dropout_param)
    return h, (fc_cache, relu_cache, drop_cache)


def block_backward(dh, cache):
    fc_cache, relu_cache, drop_cache = cache
    if drop_cache is not None:
        dh = dropout_backward(dh, drop_cache)
    dz = relu_backward(dh, relu_cache)
    return affine_backward(dz, fc_cache)


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
        dims = (input_dim, *hidden_dims, num_classes)
        for layer, (fan_in, fan_out) in enumerate(zip(dims[:-1], dims[1:]), start=1):
            self.params[f"W{layer}"] = (weight_scale * np.random.randn(fan_in, fan_out)).astype(dtype)
            self.params[f"b{layer}"] = np.zeros(fan_out, dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        P, L = self.params, self.num_layers
        dropout_param = self.dropout_param if self.use_dropout else None
        stack = []
        h = X
        for l in range(L - 1):
            h, c = block_forward(h, P[f"W{l}"], P[f"b{l}"], dropout_param)
            stack.append(c)
        scores, last = affine_forward(h, P[f"W{L}"], P[f"b{L}"])
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        data_loss, d = softmax_loss(scores, y)
        penalty = sum(np.sum(np.square(P[f"W{l}"])) for l in range(1, L + 1))
        loss = data_loss + self.reg / 2 * penalty
        d, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(d, last)
        for l in reversed(range(1, L)):
            d, grads[f"W{l}"], grads[f"b{l}"] = block_backward(d, stack.pop())
        for l in range(1, L + 1):
            grads[f"W{l}"] = grads[f"W{l}"] + self.reg * P[f"W{l}"]
        return loss, grads
