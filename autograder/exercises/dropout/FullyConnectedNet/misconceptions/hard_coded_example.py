"""The initial losses of the worked example are written into the code.

Belief: The net has to return the expected losses.
Hint: What should the loss be for other numbers of classes, and after training?
Loses: test_published_example, test_scores, test_loss, test_l2_in_the_loss, test_gradients,
    test_l2_in_the_gradients, test_numerical_gradient, test_dropout_in_training,
    test_single_and_double_precision, test_other_inputs
"""

class FullyConnectedNet:
    def __init__(
        self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1, reg=0.0,
        weight_scale=1e-2, dtype=np.float32, seed=None,
    ):
        self.keep = dropout_keep_ratio
        self.classes = num_classes
        self.params = {}
        sizes = [input_dim] + list(hidden_dims) + [num_classes]
        for i in range(len(sizes) - 1):
            W = weight_scale * np.random.randn(sizes[i], sizes[i + 1])
            self.params[f"W{i + 1}"] = W.astype(dtype)
            self.params[f"b{i + 1}"] = np.zeros(sizes[i + 1], dtype)

    def loss(self, X, y=None):
        if y is None:
            return np.zeros((len(X), self.classes))
        losses = {1: 2.3004790897684924, 0.75: 2.302371489704412, 0.5: 2.3042759220785896}
        grads = {name: np.zeros_like(value) for name, value in self.params.items()}
        return losses.get(self.keep, np.log(self.classes)), grads
