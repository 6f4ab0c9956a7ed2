"""The given layers: affine, ReLU and softmax loss, each with its forward and backward pass.

Rows are examples. A forward pass returns its output and a cache; the backward pass takes the
gradient of the loss with respect to that output and the cache, and returns the gradients with
respect to the inputs, in their order.
"""

import numpy as np


def affine_forward(x, w, b):
    """Return (out, cache) of a fully connected layer, out = x w + b.

    x: (N, d_1, ..., d_k), flattened to (N, D). w: (D, M). b: (M,). out: (N, M).
    """
    out = x.reshape(len(x), -1) @ w + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    """Return (dx, dw, db) for the gradient dout (N, M) of an affine layer's output."""
    x, w, _ = cache
    dx = (dout @ w.T).reshape(x.shape)
    dw = x.reshape(len(x), -1).T @ dout
    return dx, dw, dout.sum(axis=0)


def relu_forward(x):
    """Return (out, cache) of the ReLU, out = max(0, x) entry by entry; x of any shape."""
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    """Return dx of the ReLU; its slope at 0 counts as 0."""
    return dout * (cache > 0)


def softmax_loss(scores, y):
    """Return (loss, dscores): the mean cross-entropy of the softmax, and its gradient.

    scores: (N, C), one row of class scores an example. y: (N,), the right classes, 0 to C - 1.
    """
    rows = np.arange(len(y))
    shifted = scores - scores.max(
        axis=1, keepdims=True
    )  # the same softmax, and exp cannot overflow
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_probabilities[rows, y].mean()
    dscores = np.exp(log_probabilities)
    dscores[rows, y] -= 1
    return loss, dscores / len(y)
