"""The hidden layers are computed, but the last layer is fed with the input again.

Belief: Each layer takes X.
Hint: What should the last affine layer be given? Follow the names through your loop.
Loses: test_parameters, test_initial_values, test_scores, test_loss, test_published_example,
    test_l2_in_the_loss, test_gradients, test_l2_in_the_gradients, test_numerical_gradient,
    test_dropout_in_training, test_single_and_double_precision, test_other_inputs
"""

class FullyConnectedNet:
    def __init__(
        self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1, reg=0.0,
        weight_scale=1e-2, dtype=np.float32, seed=None,
    ):
        self.reg = reg
        self.dtype = dtype
        self.params = {}
        n = input_dim
        for i, h in enumerate(hidden_dims):
            self.params[f"W{i + 1}"] = (weight_scale * np.random.randn(n, h)).astype(dtype)
            self.params[f"b{i + 1}"] = np.zeros(h, dtype)
            n = h
        self.last = len(hidden_dims) + 1
        W = weight_scale * np.random.randn(input_dim, num_classes)
        self.params[f"W{self.last}"] = W.astype(dtype)
        self.params[f"b{self.last}"] = np.zeros(num_classes, dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        a = X
        for i in range(1, self.last):
            a, _ = affine_forward(a, self.params[f"W{i}"], self.params[f"b{i}"])
            a, _ = relu_forward(a)
        scores, cache = affine_forward(X, self.params[f"W{self.last}"], self.params[f"b{self.last}"])
        if y is None:
            return scores
        loss, dscores = softmax_loss(scores, y)
        grads = {name: np.zeros_like(value) for name, value in self.params.items()}
        _, dW, grads[f"b{self.last}"] = affine_backward(dscores, cache)
        grads[f"W{self.last}"] = dW
        for name, value in self.params.items():
            if name[0] == "W":
                loss += self.reg / 2 * np.sum(value**2)
                grads[name] = grads[name] + self.reg * value
        return loss, grads
