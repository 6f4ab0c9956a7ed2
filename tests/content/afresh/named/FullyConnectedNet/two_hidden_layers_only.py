"""Writes out the net of the example, with H1 and H2, and no loop."""


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.reg = reg
        self.dtype = dtype
        self.num_layers = 3
        self.use_dropout = dropout_keep_ratio != 1
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed
        H1, H2 = hidden_dims[0], hidden_dims[-1]
        self.params = {}
        self.params["W1"] = weight_scale * np.random.randn(input_dim, H1)
        self.params["b1"] = np.zeros(H1)
        self.params["W2"] = weight_scale * np.random.randn(H1, H2)
        self.params["b2"] = np.zeros(H2)
        self.params["W3"] = weight_scale * np.random.randn(H2, num_classes)
        self.params["b3"] = np.zeros(num_classes)
        for k in list(self.params):
            self.params[k] = self.params[k].astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        W1, b1 = self.params["W1"], self.params["b1"]
        W2, b2 = self.params["W2"], self.params["b2"]
        W3, b3 = self.params["W3"], self.params["b3"]
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"

        h1, affine1 = affine_forward(X, W1, b1)
        h1, relu1 = relu_forward(h1)
        if self.use_dropout:
            h1, drop1 = dropout_forward(h1, self.dropout_param)
        h2, affine2 = affine_forward(h1, W2, b2)
        h2, relu2 = relu_forward(h2)
        if self.use_dropout:
            h2, drop2 = dropout_forward(h2, self.dropout_param)
        scores, affine3 = affine_forward(h2, W3, b3)
        if y is None:
            return scores

        loss, dscores = softmax_loss(scores, y)
        loss += 0.5 * self.reg * (np.sum(W1 * W1) + np.sum(W2 * W2) + np.sum(W3 * W3))
        dh2, dW3, db3 = affine_backward(dscores, affine3)
        if self.use_dropout:
            dh2 = dropout_backward(dh2, drop2)
        dh2 = relu_backward(dh2, relu2)
        dh1, dW2, db2 = affine_backward(dh2, affine2)
        if self.use_dropout:
            dh1 = dropout_backward(dh1, drop1)
        dh1 = relu_backward(dh1, relu1)
        _, dW1, db1 = affine_backward(dh1, affine1)
        grads = {
            "W1": dW1 + self.reg * W1, "b1": db1, "W2": dW2 + self.reg * W2, "b2": db2,
            "W3": dW3 + self.reg * W3, "b3": db3,
        }
        return loss, grads
