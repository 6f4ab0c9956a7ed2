"""The biases are drawn at random.

Belief: All parameters start as random numbers.
Hint: What does the constructor's docstring say about the biases?
Loses: test_initial_values
"""

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
        sizes = [input_dim, *hidden_dims, num_classes]
        for k, (n_in, n_out) in enumerate(zip(sizes[:-1], sizes[1:]), start=1):
            self.params[f"W{k}"] = weight_scale * np.random.randn(n_in, n_out)
            self.params[f"b{k}"] = weight_scale * np.random.randn(n_out)
        for name, value in self.params.items():
            self.params[name] = value.astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        cache = {}
        h = X
        for k in range(1, self.num_layers + 1):
            h, cache["affine", k] = affine_forward(h, self.params[f"W{k}"], self.params[f"b{k}"])
            if k < self.num_layers:
                h, cache["relu", k] = relu_forward(h)
                if self.use_dropout:
                    h, cache["drop", k] = dropout_forward(h, self.dropout_param)
        scores = h
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, d = softmax_loss(scores, y)
        for k in range(self.num_layers, 0, -1):
            if k < self.num_layers:
                if self.use_dropout:
                    d = dropout_backward(d, cache["drop", k])
                d = relu_backward(d, cache["relu", k])
            d, dW, db = affine_backward(d, cache["affine", k])
            W = self.params[f"W{k}"]
            loss += 0.5 * self.reg * np.sum(W * W)
            grads[f"W{k}"] = dW + self.reg * W
            grads[f"b{k}"] = db
        return loss, grads
