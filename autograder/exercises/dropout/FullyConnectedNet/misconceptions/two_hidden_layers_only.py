"""The net has two hidden layers, whatever hidden_dims says.

Belief: The exercise's example is the exercise.
Hint: What changes in your code when hidden_dims has three entries?
Loses: test_parameters, test_initial_values, test_scores, test_loss, test_l2_in_the_loss,
    test_gradients, test_l2_in_the_gradients, test_numerical_gradient, test_dropout_in_training
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
        H1, H2 = hidden_dims[0], hidden_dims[1]
        self.params = {}
        self.params["W1"] = weight_scale * np.random.randn(input_dim, H1)
        self.params["b1"] = np.zeros(H1)
        self.params["W2"] = weight_scale * np.random.randn(H1, H2)
        self.params["b2"] = np.zeros(H2)
        self.params["W3"] = weight_scale * np.random.randn(H2, num_classes)
        self.params["b3"] = np.zeros(num_classes)
        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        self.dropout_param["mode"] = mode
        W1, b1 = self.params["W1"], self.params["b1"]
        W2, b2 = self.params["W2"], self.params["b2"]
        W3, b3 = self.params["W3"], self.params["b3"]
        z1, fc1 = affine_forward(X, W1, b1)
        a1, relu1 = relu_forward(z1)
        d1, drop1 = dropout_forward(a1, self.dropout_param)
        z2, fc2 = affine_forward(d1, W2, b2)
        a2, relu2 = relu_forward(z2)
        d2, drop2 = dropout_forward(a2, self.dropout_param)
        scores, fc3 = affine_forward(d2, W3, b3)
        if mode == "test":
            return scores

        loss, dscores = softmax_loss(scores, y)
        dd2, dW3, db3 = affine_backward(dscores, fc3)
        dz2 = relu_backward(dropout_backward(dd2, drop2), relu2)
        dd1, dW2, db2 = affine_backward(dz2, fc2)
        dz1 = relu_backward(dropout_backward(dd1, drop1), relu1)
        _, dW1, db1 = affine_backward(dz1, fc1)
        loss += 0.5 * self.reg * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))
        grads = {"W1": dW1 + self.reg * W1, "b1": db1, "W2": dW2 + self.reg * W2, "b2": db2,
                 "W3": dW3 + self.reg * W3, "b3": db3}
        return loss, grads
