"""The loss gets reg · Σ W², the gradient gets reg · W as in the lecture."""


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
        dims = [input_dim, *hidden_dims, num_classes]
        self.names = [(f"W{i}", f"b{i}") for i in range(1, len(dims))]
        for (weight, bias), rows, columns in zip(self.names, dims, dims[1:]):
            self.params[weight] = (weight_scale * np.random.randn(rows, columns)).astype(dtype)
            self.params[bias] = np.zeros(columns, dtype=dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_dropout:
            self.dropout_param["mode"] = mode

        data = X
        undo = []
        for weight, bias in self.names[:-1]:
            data, c1 = affine_forward(data, self.params[weight], self.params[bias])
            data, c2 = relu_forward(data)
            c3 = None
            if self.use_dropout:
                data, c3 = dropout_forward(data, self.dropout_param)
            undo.insert(0, (weight, bias, c1, c2, c3))
        weight, bias = self.names[-1]
        scores, c_last = affine_forward(data, self.params[weight], self.params[bias])
        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        data_loss, back = softmax_loss(scores, y)
        back, grads[weight], grads[bias] = affine_backward(back, c_last)
        for weight, bias, c1, c2, c3 in undo:
            if self.use_dropout:
                back = dropout_backward(back, c3)
            back = relu_backward(back, c2)
            back, grads[weight], grads[bias] = affine_backward(back, c1)

        reg_loss = 0.0
        for weight, _ in self.names:
            W = self.params[weight]
            reg_loss += self.reg * np.einsum("ij,ij->", W, W)
            grads[weight] = grads[weight] + self.reg * W
        loss = data_loss + reg_loss
        return loss, grads
