"""affine and ReLU always go together, so the last layer has its ReLU too."""


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
        fan_in = input_dim
        layer = 0
        for fan_out in list(hidden_dims) + [num_classes]:
            layer += 1
            self.params["W{}".format(layer)] = (
                np.random.randn(fan_in, fan_out) * weight_scale
            ).astype(dtype)
            self.params["b{}".format(layer)] = np.zeros(fan_out, dtype=dtype)
            fan_in = fan_out

    @staticmethod
    def affine_relu(x, W, b):
        z, affine_cache = affine_forward(x, W, b)
        a, relu_cache = relu_forward(z)
        return a, (affine_cache, relu_cache)

    @staticmethod
    def affine_relu_back(da, cache):
        affine_cache, relu_cache = cache
        dz = relu_backward(da, relu_cache)
        return affine_backward(dz, affine_cache)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode

        a = X
        pairs, drops = [None], [None]
        for layer in range(1, self.num_layers + 1):
            W, b = self.params["W{}".format(layer)], self.params["b{}".format(layer)]
            a, pair = self.affine_relu(a, W, b)
            pairs.append(pair)
            if self.use_dropout and layer < self.num_layers:
                a, drop = dropout_forward(a, self.dropout_param)
                drops.append(drop)
        if mode == "test":
            return a

        grads = {}
        loss, da = softmax_loss(a, y)
        for layer in range(self.num_layers, 0, -1):
            if self.use_dropout and layer < self.num_layers:
                da = dropout_backward(da, drops[layer])
            da, dW, db = self.affine_relu_back(da, pairs[layer])
            W = self.params["W{}".format(layer)]
            loss += 0.5 * self.reg * (W ** 2).sum()
            grads["W{}".format(layer)] = dW + self.reg * W
            grads["b{}".format(layer)] = db
        return loss, grads
