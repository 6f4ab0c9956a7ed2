"""The net that the notebook completes: affine layers, ReLUs and, between them, a normalisation."""

import numpy as np

from .drop_layers import (
    affine_backward,
    affine_forward,
    relu_backward,
    relu_forward,
    softmax_loss,
)


class AffineNet:
    """{affine - [normalisation] - ReLU} x (L - 1) - affine - softmax.

    A subclass says what the normalisation is: `normalize(x, gamma, beta, param)` returns
    (out, cache), `denormalize(dout, cache)` returns (dx, dgamma, dbeta).

    hidden_dims: list of the sizes of the L - 1 hidden layers. normalization: None, "batchnorm" or
    "layernorm". reg: the loss carries + reg / 2 * (sum of the squares of all weights W; gamma,
    beta and the biases are not penalised). seed: of the initial weights; None goes on with
    whatever NumPy would draw next.
    params: W1, b1, gamma1, beta1, ..., WL, bL.
    """

    def __init__(
        self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, normalization=None, reg=0.0,
        weight_scale=1e-2, dtype=np.float32, seed=None,
    ):  # fmt: skip
        if normalization not in (None, "batchnorm", "layernorm"):
            raise ValueError('normalization should be None, "batchnorm" or "layernorm"')
        self.normalization, self.reg, self.dtype = normalization, reg, dtype
        self.num_layers = 1 + len(hidden_dims)
        if seed is not None:
            np.random.seed(seed)
        sizes, self.params = [input_dim, *hidden_dims, num_classes], {}
        for layer in range(1, self.num_layers + 1):
            W = weight_scale * np.random.randn(sizes[layer - 1], sizes[layer])
            self.params[f"W{layer}"] = W.astype(dtype)
            self.params[f"b{layer}"] = np.zeros(sizes[layer], dtype=dtype)
            if normalization and layer < self.num_layers:
                self.params[f"gamma{layer}"] = np.ones(sizes[layer], dtype=dtype)
                self.params[f"beta{layer}"] = np.zeros(sizes[layer], dtype=dtype)
        # what each layer remembers from batch to batch
        self.norm_params = [{} for _ in hidden_dims]

    def normalize(self, x, gamma, beta, param):
        """Return (out, cache) of the normalisation."""
        raise NotImplementedError

    def denormalize(self, dout, cache):
        """Return (dx, dgamma, dbeta) of the normalisation."""
        raise NotImplementedError

    def loss(self, X, y=None):
        """Return the class scores of X, or the loss and its gradients where y is given.

        X: (N, d_1, ..., d_k). y: (N,), the right classes. Without y batch normalisation is in test
        mode, with y in train mode.
        """
        mode = "test" if y is None else "train"
        scores, caches = self.scores_and_caches(X, mode)
        return scores if y is None else self._loss_and_gradients(scores, y, caches)

    def scores_and_caches(self, X, mode):
        """Return the class scores in this mode, and the cache of every layer."""
        a, caches, p = X.astype(self.dtype), [], self.params
        for layer in range(1, self.num_layers):
            a, affine_cache = affine_forward(a, p[f"W{layer}"], p[f"b{layer}"])
            norm_cache = None
            if self.normalization:
                param = self.norm_params[layer - 1]
                if self.normalization == "batchnorm":
                    param["mode"] = mode
                a, norm_cache = self.normalize(a, p[f"gamma{layer}"], p[f"beta{layer}"], param)
            a, relu_cache = relu_forward(a)
            caches.append((affine_cache, norm_cache, relu_cache))
        last = self.num_layers
        scores, last_cache = affine_forward(a, p[f"W{last}"], p[f"b{last}"])
        return scores, [*caches, last_cache]

    def _loss_and_gradients(self, scores, y, caches):
        loss, dout = softmax_loss(scores, y)
        grads, last = {}, self.num_layers
        dout, grads[f"W{last}"], grads[f"b{last}"] = affine_backward(dout, caches.pop())
        for layer in range(last - 1, 0, -1):
            affine_cache, norm_cache, relu_cache = caches.pop()
            dout = relu_backward(dout, relu_cache)
            if self.normalization:
                back = self.denormalize(dout, norm_cache)
                dout, grads[f"gamma{layer}"], grads[f"beta{layer}"] = back
            dout, grads[f"W{layer}"], grads[f"b{layer}"] = affine_backward(dout, affine_cache)
        for layer in range(1, last + 1):
            W = self.params[f"W{layer}"]
            loss += 0.5 * self.reg * np.sum(W * W)
            grads[f"W{layer}"] = grads[f"W{layer}"] + self.reg * W
        return loss, grads
