"""All weights start at 0.

Belief: Training finds the weights wherever it starts.
Hint: What tells two hidden units apart at the start?
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
        layer_sizes = np.hstack([input_dim, hidden_dims, num_classes]).astype(int)
        for i in range(self.num_layers):
            shape = (layer_sizes[i], layer_sizes[i + 1])
            self.params["W{}".format(i + 1)] = np.zeros(shape, dtype)
            self.params["b{}".format(i + 1)] = np.zeros(shape[1], dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        stack = []
        current = X
        for i in range(1, self.num_layers):
            current, cache = affine_forward(
                current, self.params["W{}".format(i)], self.params["b{}".format(i)]
            )
            stack.append(cache)
            current, cache = relu_forward(current)
            stack.append(cache)
            if self.use_dropout:
                current, cache = dropout_forward(current, self.dropout_param)
                stack.append(cache)
        W_last = self.params["W{}".format(self.num_layers)]
        b_last = self.params["b{}".format(self.num_layers)]
        scores, cache = affine_forward(current, W_last, b_last)
        stack.append(cache)
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, grad = softmax_loss(scores, y)
        for i in reversed(range(1, self.num_layers + 1)):
            if i < self.num_layers:
                if self.use_dropout:
                    grad = dropout_backward(grad, stack.pop())
                grad = relu_backward(grad, stack.pop())
            grad, grads["W{}".format(i)], grads["b{}".format(i)] = affine_backward(grad, stack.pop())
        for name, value in self.params.items():
            if name.startswith("W"):
                loss += 0.5 * self.reg * np.sum(np.square(value))
                grads[name] += self.reg * value
        return loss, grads
