"""The worked examples of the visible checks, and what common mistakes give on them.

The inputs are the published ones. `LOOKS_LIKE` lists results of mistakes, as numbers: recorded by
making the mistake, so that a check can name the likely cause.
"""

import numpy as np

from .reg_utils import forward_propagation

Y = np.array([[1, 1, 0, 1, 0]])
A3 = np.array([[0.40682402, 0.01629284, 0.16722898, 0.10118111, 0.40682402]])
TOLERANCE = 1e-8

COST = 1.7864859451590758
GRADIENTS = {
    "dW1": [[-0.25604646, 0.12298827, -0.28297129], [-0.17706303, 0.34536094, -0.4410571]],
    "dW2": [[0.79276486, 0.85133918], [-0.0957219, -0.01720463], [-0.13100772, -0.03750433]],
    "dW3": [[-1.77691347, -0.11832879, -0.09397446]],
}
DROPPED_A3 = [[0.36974721, 0.00305176, 0.04565099, 0.49683389, 0.36974721]]
DROPPED_GRADIENTS = {
    "dA2": [
        [0.58180856, 0, -0.00299679, 0, -0.27715731],
        [0, 0.53159854, 0, 0.53159854, -0.34089673],
        [0, 0, -0.00292733, 0, 0],
    ],
    "dA1": [
        [0.36544439, 0, -0.00188233, 0, -0.17408748],
        [0.65515713, 0, -0.00337459, 0, 0],
    ],
}

KEYS = ("dZ3", "dW3", "db3", "dA2", "dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1")

LOOKS_LIKE = {
    "cost": (
        (1.6025016, "the penalty is missing"),
        (1.9704703, "the 2 in lambda / (2 m) is missing"),
        (2.5224233, "the penalty is not divided by m, the number of columns"),
        (3.442345, "the division by 2 m is missing in the penalty"),
        (1.8600869, "the biases are penalised too"),
        (1.775365, "W3 is missing in the penalty"),
        (1.7073914, "only W1 is in the penalty"),
        (1.6815961, "W1 is missing in the penalty"),
        (1.7185123, "W2 is missing in the penalty"),
        (1.6136225, "only W3 is in the penalty"),
        (1.5673781, "the weights are added up without being squared"),
        (1.7355437, "absolute values are added up (L1) instead of squares"),
        (1.6715056, "the norms are added up instead of their squares"),
        (1.4185173, "the penalty is subtracted"),
        (0.18398434, "the cross-entropy is missing"),
        (1.6593824, "the sum is squared instead of each entry"),
        (8.1964924, "the cross-entropy is not a mean over the examples"),
    ),
    "L2 dW1": (
        (-0.10206168, "the term with lambda is missing here"),
        (
            -0.17905407,
            "the 2 of the penalty has not cancelled: what is the derivative of a square?",
        ),
        (
            -0.41003124,
            "the term with lambda is doubled: where does the 2 of a square go?",
        ),
        (-0.87198557, "the division by m is missing in the term with lambda"),
        (0.051923097, "the term with lambda has the wrong sign"),
        (-0.46966922, "a sum over all weights is added instead of each weight to its own gradient"),
        (0.14734453, "the penalty itself is added instead of its derivative"),
        (0.067304832, "the weights are still squared in the gradient"),
        (0.037938319, "the weights are missing in the term with lambda"),
        (-1.201953, "lambda and m are missing in the term with the weights"),
        (-0.66429318, "the mean over the examples is missing in the plain part"),
    ),
    "L2 dW2": (
        (0.72241565, "the term with lambda is missing here"),
        (
            0.75759026,
            "the 2 of the penalty has not cancelled: what is the derivative of a square?",
        ),
        (
            0.86311407,
            "the term with lambda is doubled: where does the 2 of a square go?",
        ),
        (1.0741617, "the division by m is missing in the term with lambda"),
        (0.65206645, "the term with lambda has the wrong sign"),
        (0.63744611, "a sum over all weights is added instead of each weight to its own gradient"),
        (0.89699959, "the penalty itself is added instead of its derivative"),
        (0.75776573, "the weights are still squared in the gradient"),
        (0.86241565, "the weights are missing in the term with lambda"),
        (1.22491, "lambda and m are missing in the term with the weights"),
        (3.6824275, "the mean over the examples is missing in the plain part"),
    ),
    "L2 dW3": (
        (-1.6807093, "the term with lambda is missing here"),
        (
            -1.7288114,
            "the 2 of the penalty has not cancelled: what is the derivative of a square?",
        ),
        (
            -1.8731177,
            "the term with lambda is doubled: where does the 2 of a square go?",
        ),
        (-2.1617302, "the division by m is missing in the term with lambda"),
        (-1.5845051, "the term with lambda has the wrong sign"),
        (-1.9892167, "a sum over all weights is added instead of each weight to its own gradient"),
        (-1.5661088, "the penalty itself is added instead of its derivative"),
        (-1.6146004, "the weights are still squared in the gradient"),
        (-1.5407093, "the weights are missing in the term with lambda"),
        (-2.367882, "lambda and m are missing in the term with the weights"),
        (-8.4997506, "the mean over the examples is missing in the plain part"),
    ),
    "dropout A3": (
        (1.098351, "nothing is dropped: is the mask applied?"),
        (1.5273344, "the division by keep_prob is missing"),
        (2.3570828, "keep_prob is read as the probability to DROP a unit"),
        (1.9751823, "keep_prob is read as the probability to DROP a unit"),
        (1.7172034, "keep_prob is read as the probability to DROP a unit"),
        (2.2139577, "keep_prob is read as the probability to DROP a unit"),
        (1.107111, "the draws are normal (randn) instead of uniform (rand)"),
        (1.2964482, "the draws come in another order, D2 before D1 for example"),
        (0.95007844, "what is kept is divided by 1 - keep_prob"),
        (1.8371126, "what is kept is multiplied by keep_prob instead of divided"),
        (1.1384961, "what is kept is divided by keep_prob twice"),
        (1.6424845, "keep_prob is ignored and 0.5 is used"),
        (0.98604449, "the second hidden layer is not dropped"),
        (1.3709508, "the first hidden layer is not dropped"),
        (1.4312072, "other draws are kept than the docstring says, those below keep_prob"),
        (0.77933806, "the output layer is dropped too"),
        (1.1047203, "the input is dropped too"),
    ),
    "dropout dA2": (
        (3.739318, "the mask is not applied"),
        (2.9914544, "dropout is missing here: neither mask nor division"),
        (0.81682199, "the division by keep_prob is missing"),
        (0.65345759, "the gradient is multiplied by keep_prob instead of divided"),
        (1.633644, "a fixed 0.5 stands in place of keep_prob"),
        (4.08411, "the gradient is divided by 1 - keep_prob"),
        (1.2762844, "the gradient is divided by keep_prob twice"),
        (2.7182905, "the mask is upside down"),
    ),
    "dropout dA1": (
        (0.5291586, "the mask is not applied"),
        (0.42332688, "dropout is missing here: neither mask nor division"),
        (0.67300569, "the division by keep_prob is missing"),
        (0.53840455, "the gradient is multiplied by keep_prob instead of divided"),
        (1.3460114, "a fixed 0.5 stands in place of keep_prob"),
        (3.3650285, "the gradient is divided by 1 - keep_prob"),
        (1.0515714, "the gradient is divided by keep_prob twice"),
        (-0.31209852, "the mask is upside down"),
    ),
}

BY_HAND = {
    "penalty": 3.05,
    "gradient of the penalty": [[0.4, -0.8, 0.0], [0.2, 1.2, -0.4]],
    "layer after dropout": [[2, 0, 6], [0, 10, 0]],
    "mean after dropout": 3.0,
}


def parameters(draw_X=False):
    """Return X (3, 5) or None, and the parameters of the net 3-2-3-1, drawn with seed 1."""
    np.random.seed(1)
    X = np.random.randn(3, 5) if draw_X else None
    shapes = (("1", 2, 3), ("2", 3, 2), ("3", 1, 3))
    drawn = {}
    for layer, rows, columns in shapes:
        drawn["W" + layer] = np.random.randn(rows, columns)
        drawn["b" + layer] = np.random.randn(rows, 1)
    return X, drawn


def regularised_backward_inputs():
    """Return X and the cache of a plain forward pass, rounded to 8 decimals as published."""
    X, drawn = parameters(draw_X=True)
    return X, tuple(np.round(value, 8) for value in forward_propagation(X, drawn)[1])


def dropout_backward_inputs():
    """Return X and the published cache of a forward pass with dropout, built with keep_prob 0.5."""
    X, cache = regularised_backward_inputs()
    Z1, _, W1, b1, _, _, W2, b2, _, _, W3, b3 = cache
    D1 = np.array([[1, 0, 1, 1, 1], [1, 1, 1, 1, 0]])
    A1 = np.array([[0, 0, 4.27989081, 5.21401307, 0], [0, 8.32019881, 1.58102041, 2.92987024, 0]])
    Z2 = np.array(
        [
            [0.53035547, 8.02565606, 4.10524802, 5.78975856, 0.53035547],
            [-0.69166075, -1.71413186, -3.81223329, -4.61667916, -0.69166075],
            [-0.39675353, -2.62563561, -4.82528105, -6.0607449, -0.39675353],
        ]
    )
    D2 = np.array([[1, 0, 1, 0, 1], [0, 1, 0, 1, 1], [0, 0, 1, 0, 0]])
    A2 = np.array([[1.06071093, 0, 8.21049603, 0, 1.06071093], [0.0] * 5, [0.0] * 5])
    Z3 = np.array([[-0.7415562, -0.0126646, -5.65469333, -0.0126646, -0.7415562]])
    out = np.array([[0.32266394, 0.49683389, 0.00348883, 0.49683389, 0.32266394]])
    return X, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, out, W3, b3)
