"""Update rules: from a parameter, its gradient and the rule's settings to the next parameter.

Each takes (w, dw, config) and returns (next_w, config). `config` is a dictionary that holds the
settings and whatever the rule remembers between steps; a missing setting takes its default.
"""

import numpy as np


def sgd(w, dw, config=None):
    """Plain stochastic gradient descent; setting: learning_rate (0.01)."""
    config = {"learning_rate": 1e-2} | (config or {})
    return w - config["learning_rate"] * dw, config


def adam(w, dw, config=None):
    """Adam with bias correction (Kingma and Ba, ICLR 2015, algorithm 1).

    Settings: learning_rate (0.001), beta1 (0.9), beta2 (0.999), epsilon (1e-8). Remembers m and v,
    the moving averages of the gradient and of its square, and t, the number of steps.
    """
    start = {"m": np.zeros_like(w), "v": np.zeros_like(w), "t": 0}
    defaults = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    config = start | defaults | (config or {})
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config["t"] + 1
    m = beta1 * config["m"] + (1 - beta1) * dw
    v = beta2 * config["v"] + (1 - beta2) * dw * dw
    mean, mean_square = m / (1 - beta1**t), v / (1 - beta2**t)
    step = config["learning_rate"] * mean / (np.sqrt(mean_square) + config["epsilon"])
    return w - step, config | {"m": m, "v": v, "t": t}
