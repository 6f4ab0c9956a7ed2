"""Computes the affine layers by hand, and takes X for a matrix."""


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
        for i in range(self.num_layers):
            self.params[f"W{i + 1}"] = weight_scale * np.random.randn(dims[i], dims[i + 1])
            self.params[f"b{i + 1}"] = np.zeros(dims[i + 1])
        self.params = {k: np.asarray(v, dtype) for k, v in self.params.items()}

    def loss(self, X, y=None):
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        a = X.astype(self.dtype)
        kept = []
        for i in range(1, self.num_layers):
            z = np.matmul(a, self.params[f"W{i}"]) + self.params[f"b{i}"]
            out = np.maximum(z, 0)
            drop_cache = None
            if self.use_dropout:
                out, drop_cache = dropout_forward(out, self.dropout_param)
            kept.append((a, z, drop_cache))
            a = out
        i = self.num_layers
        scores = np.matmul(a, self.params[f"W{i}"]) + self.params[f"b{i}"]
        if y is None:
            return scores

        loss, dz = softmax_loss(scores, y)
        grads = {f"W{i}": np.matmul(a.T, dz), f"b{i}": dz.sum(0)}
        for i in range(self.num_layers - 1, 0, -1):
            a, z, drop_cache = kept[i - 1]
            da = np.matmul(dz, self.params[f"W{i + 1}"].T)
            if self.use_dropout:
                da = dropout_backward(da, drop_cache)
            dz = da * (z > 0)
            grads[f"W{i}"], grads[f"b{i}"] = np.matmul(a.T, dz), dz.sum(0)
        squares = 0
        for i in range(1, self.num_layers + 1):
            squares += np.sum(self.params[f"W{i}"] ** 2)
            grads[f"W{i}"] = grads[f"W{i}"] + self.reg * self.params[f"W{i}"]
        return loss + 0.5 * self.reg * squares, grads
