"""The network that the course gives you: three layers, columns are examples.

Shapes, used everywhere in the assignment (m examples, n_0 inputs, hidden layers n_1 and n_2):

    X (n_0, m)    Y (1, m)    W1 (n_1, n_0)   b1 (n_1, 1)   Z1, A1 (n_1, m)
                              W2 (n_2, n_1)   b2 (n_2, 1)   Z2, A2 (n_2, m)
                              W3 (1, n_2)     b3 (1, 1)     Z3, A3 (1, m)

Only NumPy is needed to import this module.
"""

import sys

import numpy as np

from .reg_data import load_2D_dataset
from .reg_plots import plot_decision_boundary

__all__ = [
    "accuracy",
    "backward_propagation",
    "compute_cost",
    "forward_propagation",
    "initialize_parameters",
    "load_2D_dataset",
    "numerical_gradients",
    "plot_decision_boundary",
    "predict",
    "predict_dec",
    "progress",
    "relu",
    "report",
    "sigmoid",
    "update_parameters",
]


def sigmoid(z):
    """Squash every entry of `z` into (0, 1); the shape stays."""
    with np.errstate(over="ignore"):  # exp(1000) is inf, and 1 / inf is the right answer, 0
        return 1 / (1 + np.exp(-z))


def relu(z):
    """Keep what is positive in `z`, put 0 for the rest; the shape stays."""
    return np.maximum(0, z)


def initialize_parameters(layer_dims):
    """Draw W1, b1, ... for the layer sizes [n_0, n_1, ...], the same numbers in every call.

    W^[l] has shape (n_l, n_{l-1}) and entries of variance 1 / n_{l-1}; b^[l] is a zero column.
    Sets the seed of NumPy's global generator to 3.
    """
    np.random.seed(3)
    parameters = {}
    for layer in range(1, len(layer_dims)):
        fan_out, fan_in = layer_dims[layer], layer_dims[layer - 1]
        parameters[f"W{layer}"] = np.random.randn(fan_out, fan_in) / np.sqrt(fan_in)
        parameters[f"b{layer}"] = np.zeros((fan_out, 1))
    return parameters


def forward_propagation(X, parameters):
    """Run LINEAR-RELU, LINEAR-RELU, LINEAR-SIGMOID on the columns of X (n_0, m).

    Returns A3 (1, m) and the cache (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3).
    """
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = W1 @ X + b1
    A1 = relu(Z1)
    Z2 = W2 @ A1 + b2
    A2 = relu(Z2)
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


def compute_cost(A3, Y):
    """Return the cross-entropy of the predictions A3 (1, m) for the labels Y (1, m), a mean.

    A prediction of exactly 0 or 1 makes 0 * log(0), which is nan: `nansum` leaves it out.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        losses = -Y * np.log(A3) - (1 - Y) * np.log(1 - A3)
    return np.nansum(losses) / Y.shape[1]


def backward_propagation(X, Y, cache):
    """Return the gradients of `compute_cost` for a cache of `forward_propagation`.

    The keys are dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1; each gradient has the shape of the
    thing it belongs to. dZ and dA are per example; the 1 / m stands in dW and db.
    """
    m = X.shape[1]
    _, A1, _, _, _, A2, W2, _, _, A3, W3, _ = cache
    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3
    dZ2 = dA2 * (A2 > 0)
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * (A1 > 0)
    gradients = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for layer, dZ, below in ((3, dZ3, A2), (2, dZ2, A1), (1, dZ1, X)):
        gradients[f"dW{layer}"] = dZ @ below.T / m
        gradients[f"db{layer}"] = np.sum(dZ, axis=1, keepdims=True) / m
    return gradients


def update_parameters(parameters, gradients, learning_rate):
    """Return new parameters, one step of gradient descent further; the given ones stay."""
    return {
        name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()
    }


def predict_dec(parameters, X):
    """Say for each column of X (n_0, m) whether the net's output is above one half: (1, m) bool."""
    return forward_propagation(X, parameters)[0] > 0.5


def predict(X, Y, parameters):
    """Return the predicted labels (1, m), 0 or 1, and print the share that agrees with Y."""
    labels = predict_dec(parameters, X).astype(int)
    print(f"Accuracy: {np.mean(labels == Y):.1%}")
    return labels


def accuracy(parameters, X, Y):
    """Return the share of the columns of X whose predicted label is the one in Y, a float."""
    return float(np.mean(predict_dec(parameters, X) == Y))


def numerical_gradients(cost, parameters, h=1e-5):
    """Estimate the gradient of `cost(parameters)`, a number, by central differences.

    Returns {"dW1": ..., "db1": ...}: one array for each parameter, of its shape.
    """
    gradients = {}
    for name, value in parameters.items():
        slope = np.zeros_like(value)
        for index in np.ndindex(value.shape):
            costs = []
            for step in (h, -h):
                moved = value.copy()
                moved[index] += step
                costs.append(float(cost({**parameters, name: moved})))
            slope[index] = (costs[0] - costs[1]) / (2 * h)
        gradients["d" + name] = slope
    return gradients


def progress(steps, show=True):
    """Return `steps` with a progress bar around them if tqdm is installed, else as they are."""
    if not show:
        return steps
    try:
        from tqdm import tqdm
    except ImportError:
        return steps
    if sys.platform == "emscripten":
        tqdm.monitor_interval = 0  # the monitor is a thread, and Python in a browser has none
    # Standard output, not standard error: the bar belongs to the cell, it is no warning.
    return tqdm(steps, file=sys.stdout, leave=False, mininterval=0.5, ncols=80, unit="step")


def report(line):
    """Print a line without tearing a progress bar that may be running."""
    try:
        from tqdm import tqdm
    except ImportError:
        print(line)
    else:
        tqdm.write(line, file=sys.stdout)
