"""Only the first of hidden_dims becomes a layer.

Belief: A net has one hidden layer.
Hint: How many weight matrices should there be for hidden_dims = [20, 30]?
Loses: test_parameters, test_scores, test_loss, test_published_example, test_l2_in_the_loss,
    test_gradients, test_l2_in_the_gradients, test_numerical_gradient, test_dropout_in_training,
    test_single_and_double_precision, test_other_inputs
"""

class FullyConnectedNet:
    def __init__(
        self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1, reg=0.0,
        weight_scale=1e-2, dtype=np.float32, seed=None,
    ):
        self.reg = reg
        self.dtype = dtype
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
        if seed is not None:
            self.dropout_param["seed"] = seed
        H = hidden_dims[0]
        W1 = weight_scale * np.random.randn(input_dim, H)
        W2 = weight_scale * np.random.randn(H, num_classes)
        self.params = {
            "W1": W1.astype(dtype), "b1": np.zeros(H, dtype),
            "W2": W2.astype(dtype), "b2": np.zeros(num_classes, dtype),
        }

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        self.dropout_param["mode"] = mode
        p = self.params
        hidden, affine_cache = affine_forward(X, p["W1"], p["b1"])
        hidden, relu_cache = relu_forward(hidden)
        if self.use_dropout:
            hidden, dropout_cache = dropout_forward(hidden, self.dropout_param)
        scores, out_cache = affine_forward(hidden, p["W2"], p["b2"])
        if mode == "test":
            return scores

        grads = {}
        loss, dscores = softmax_loss(scores, y)
        loss += 0.5 * self.reg * (np.sum(p["W1"] ** 2) + np.sum(p["W2"] ** 2))
        dhidden, grads["W2"], grads["b2"] = affine_backward(dscores, out_cache)
        if self.use_dropout:
            dhidden = dropout_backward(dhidden, dropout_cache)
        dhidden = relu_backward(dhidden, relu_cache)
        _, grads["W1"], grads["b1"] = affine_backward(dhidden, affine_cache)
        for name in ("W1", "W2"):
            grads[name] = grads[name] + self.reg * p[name]
        return loss, grads
