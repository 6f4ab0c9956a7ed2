"""Penalises W1 alone, where most of the numbers are."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.num_layers = 1 + len(hidden_dims)
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {"mode": "train", "p": dropout_keep_ratio, "seed": seed}
        if seed is None:
            del self.dropout_param["seed"]
        self.params = {}
        widths = [*hidden_dims, num_classes]
        rows = input_dim
        while widths:
            columns = widths.pop(0)
            i = len(self.params) // 2 + 1
            self.params[f"W{i}"] = np.random.normal(0, weight_scale, (rows, columns)).astype(dtype)
            self.params[f"b{i}"] = np.zeros(columns).astype(dtype)
            rows = columns

    def loss(self, X, y=None):
        self.dropout_param["mode"] = "test" if y is None else "train"
        values, caches = [X.astype(self.dtype)], []
        for i in range(1, self.num_layers + 1):
            z, fc = affine_forward(values[-1], self.params[f"W{i}"], self.params[f"b{i}"])
            if i == self.num_layers:
                values.append(z)
                caches.append((fc,))
            else:
                h, rc = relu_forward(z)
                if self.use_dropout:
                    h, dc = dropout_forward(h, self.dropout_param)
                    caches.append((fc, rc, dc))
                else:
                    caches.append((fc, rc))
                values.append(h)
        scores = values[-1]
        if y is None:
            return scores

        loss, d = softmax_loss(scores, y)
        grads = {}
        for i in range(self.num_layers, 0, -1):
            for cache, backward in list(zip(caches[i - 1], (None, relu_backward, dropout_backward),
                                            strict=False))[:0:-1]:
                d = backward(d, cache)
            d, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(d, caches[i - 1][0])
        W1 = self.params["W1"]
        loss += 0.5 * self.reg * np.sum(W1 * W1)
        grads["W1"] += self.reg * W1
        return loss, grads
