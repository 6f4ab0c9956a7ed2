"""The published worked examples of the visible checks, and the answers of the tasks by hand."""

import numpy as np

# Exercise 1. Input mean, and for each p: mean of the output and share of zeros in train mode.
INPUT_MEAN = 10.000207878477502
FORWARD = {
    0.25: (10.014059116977283, 0.749784),
    0.4: (9.977917658761159, 0.600796),
    0.7: (9.987811912159426, 0.30074),
}
# The same in *test* mode from a widely copied wrong solution, which drops units there too.
KNOWN_WRONG = {
    0.25: (9.984207926115783, 0.750336),
    0.4: (10.021655901377157, 0.599216),
    0.7: (9.996128027553349, 0.300136),
}
# With normal instead of uniform draws, `draw < p` keeps this share: the normal distribution at p.
KEPT_BY_NORMAL_DRAWS = {0.25: 0.598706, 0.4: 0.655422, 0.7: 0.758036}

# Exercise 2.
BACKWARD_PARAM = {"mode": "train", "p": 0.2, "seed": 123}
BACKWARD_ERROR = 5.44560814873387e-11

# Exercise 3.
SIZES = {"N": 2, "D": 15, "H1": 20, "H2": 30, "C": 10}
WEIGHT_SCALE, NET_SEED = 5e-2, 123
LOSSES = {1: 2.3004790897684924, 0.75: 2.302371489704412, 0.5: 2.3042759220785896}
ERRORS = {
    1: {"W1": 1.48e-07, "W2": 2.21e-05, "W3": 3.53e-07,
        "b1": 5.38e-09, "b2": 2.09e-09, "b3": 5.8e-11},
    0.75: {"W1": 1.9e-07, "W2": 4.76e-06, "W3": 2.6e-08,
           "b1": 4.73e-09, "b2": 1.82e-09, "b3": 1.7e-10},
    0.5: {"W1": 3.11e-07, "W2": 1.84e-08, "W3": 5.35e-08,
          "b1": 5.37e-09, "b2": 2.99e-09, "b3": 1.13e-10},
}  # fmt: skip

# What mistakes give for the first of the losses, recorded by making them.
LOSS_LOOKS_LIKE = {
    "is there a ReLU after the last affine layer? There should be none": 2.303059698318541,
    "are the ReLUs missing?": 2.301205964493907,
    "is the ReLU of the second hidden layer missing?": 2.298947715260846,
    "is it the sum over the examples instead of the mean?": 4.600958179536985,
    "is it halved, or divided by the number of examples twice?": 1.1502395448842462,
    "it is 0, so is it ever worked out?": 0.0,
}

BY_HAND = {
    "output of dropout": [[5, 0, 15], [0, 7.5, 0]],
    "mean of the output": 27.5 / 6,
    "gradient of the input": [[2.5, 0, 5], [0, -5, 0]],
}


def forward_input():
    """Return the published input of exercise 1, (500, 500) around 10; sets the seed."""
    np.random.seed(231)
    return np.random.randn(500, 500) + 10


def backward_input():
    """Return the published x and dout of exercise 2, both (10, 10); sets the seed."""
    np.random.seed(231)
    x = np.random.randn(10, 10) + 10
    return x, np.random.randn(10, 10)


def net_input():
    """Return the published X (2, 15) and y (2,) of exercise 3; sets the seed."""
    np.random.seed(231)
    X = np.random.randn(SIZES["N"], SIZES["D"])
    return X, np.random.randint(SIZES["C"], size=(SIZES["N"],))


def net_arguments(keep_ratio, **more):
    """Return hidden_dims and the other arguments of the published net."""
    hidden = [SIZES["H1"], SIZES["H2"]]
    return hidden, {
        "input_dim": SIZES["D"],
        "num_classes": SIZES["C"],
        "dropout_keep_ratio": keep_ratio,
        "weight_scale": WEIGHT_SCALE,
        "dtype": np.float64,
        **more,
    }


def penalties(values, reg, examples):
    """Return what mistakes add to the loss in place of the L2 penalty; "" is the right one."""
    square = {name: np.sum(np.square(value)) for name, value in values.items()}
    weights = {name: value for name, value in square.items() if name[0] == "W"}
    right = reg / 2 * sum(weights.values())
    return {
        "": right,
        "nothing is added for reg": 0.0,
        "the ½ is lost": 2 * right,
        "there is one ½ too many": right / 2,
        "it is divided by the number of examples; here it is not": right / examples,
        "the biases are penalised too; leave them out": reg / 2 * sum(square.values()),
        "the last weights are left out": right - reg / 2 * square["W3"],
        "the first weights are left out": right - reg / 2 * square["W1"],
        "only the first weights are in it": reg / 2 * square["W1"],
        "only the last weights are in it": reg / 2 * square["W3"],
        "it is subtracted": -right,
    }


def gradient_factors(reg, examples):
    """Return by what mistakes multiply the weights in their gradients; "" is the right one."""
    return {
        "": reg,
        "nothing is added for reg": 0.0,
        "the 2 of the square has not cancelled the ½": reg / 2,
        "it is doubled: where does the 2 of a square go?": 2 * reg,
        "it is divided by the number of examples; here it is not": reg / examples,
        "it has the wrong sign": -reg,
    }
