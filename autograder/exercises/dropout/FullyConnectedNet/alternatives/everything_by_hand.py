"""Nothing of the given layers is used: all passes are written out."""

class FullyConnectedNet:
    def __init__(
        self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1, reg=0.0,
        weight_scale=1e-2, dtype=np.float32, seed=None,
    ):
        self.reg, self.dtype, self.keep, self.seed = reg, dtype, dropout_keep_ratio, seed
        self.depth = len(hidden_dims) + 1
        dims = [input_dim] + [h for h in hidden_dims] + [num_classes]
        self.params = {}
        for l in range(self.depth):
            W = np.random.randn(dims[l], dims[l + 1]) * weight_scale
            self.params["W" + str(l + 1)] = W.astype(dtype)
            self.params["b" + str(l + 1)] = np.zeros_like(W[0], dtype=dtype)

    def mask(self, shape):
        if self.seed is not None:
            np.random.seed(self.seed)
        return ((np.random.rand(*shape) < self.keep) / self.keep).astype(self.dtype)

    def loss(self, X, y=None):
        N = X.shape[0]
        A = [X.reshape(N, -1).astype(self.dtype)]
        gates = []
        for l in range(1, self.depth):
            Z = A[-1] @ self.params[f"W{l}"] + self.params[f"b{l}"]
            gate = (Z > 0).astype(self.dtype)
            if self.keep != 1 and y is not None:
                gate = gate * self.mask(Z.shape)
            gates.append(gate)
            A.append(Z * gate)
        S = A[-1] @ self.params[f"W{self.depth}"] + self.params[f"b{self.depth}"]
        if y is None:
            return S

        S = S - S.max(axis=1)[:, None]
        P = np.exp(S) / np.exp(S).sum(axis=1)[:, None]
        loss = -np.log(P[range(N), y]).mean()
        D = (P - np.eye(S.shape[1], dtype=self.dtype)[y]) / N
        grads = {}
        for l in range(self.depth, 0, -1):
            W = self.params[f"W{l}"]
            loss += self.reg * (W**2).sum() / 2
            grads[f"W{l}"] = A[l - 1].T @ D + self.reg * W
            grads[f"b{l}"] = D.sum(axis=0)
            if l > 1:
                D = (D @ W.T) * gates[l - 2]
        return loss, grads
