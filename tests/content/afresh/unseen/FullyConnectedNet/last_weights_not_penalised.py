"""The weights of the classifier have to be free; the penalty is for the hidden layers."""


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
        dims = [input_dim]
        dims.extend(hidden_dims)
        dims.append(num_classes)
        for n in range(1, len(dims)):
            self.params["W" + str(n)] = weight_scale * np.random.randn(dims[n - 1], dims[n])
            self.params["b" + str(n)] = np.zeros(dims[n])
        for key in list(self.params):
            self.params[key] = self.params[key].astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode

        memory = {}
        act = X
        L = str(self.num_layers)
        hidden = [str(n) for n in range(1, self.num_layers)]
        for n in hidden:
            act, memory["affine" + n] = affine_forward(
                act, self.params["W" + n], self.params["b" + n]
            )
            act, memory["relu" + n] = relu_forward(act)
            if self.use_dropout:
                act, memory["drop" + n] = dropout_forward(act, self.dropout_param)
        scores, memory["affine" + L] = affine_forward(
            act, self.params["W" + L], self.params["b" + L]
        )
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        loss, grad = softmax_loss(scores, y)
        grad, grads["W" + L], grads["b" + L] = affine_backward(grad, memory["affine" + L])
        for n in hidden[::-1]:
            if self.use_dropout:
                grad = dropout_backward(grad, memory["drop" + n])
            grad = relu_backward(grad, memory["relu" + n])
            grad, dW, grads["b" + n] = affine_backward(grad, memory["affine" + n])
            W = self.params["W" + n]
            loss += self.reg / 2 * np.vdot(W, W)
            grads["W" + n] = dW + self.reg * W
        return loss, grads
