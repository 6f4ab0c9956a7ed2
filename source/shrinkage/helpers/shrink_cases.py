"""What the visible checks compare with: small examples that can be worked out by hand.

`LOOKS_LIKE` knows, for some of them, what typical mistakes give: numbers, no code.
"""

import numpy as np

X = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 2.0], [0.0, -2.0]])
Y = np.array([2.0, -2.0, 4.0, -4.0])
TOLERANCE = 1e-8
LEAST_SQUARES, RIDGE = np.array([2.0, 2.0]), np.array([1.0, 1.6])
# the same data, moved: X by (3, -1), y by 5
MOVED_X, MOVED_Y, MOVED_B = X + np.array([3.0, -1.0]), Y + 5.0, 3.6
PATH = np.array([[0, 0], [0.25, 1], [0.46875, 1.5], [0.66015625, 1.75]])
W = np.array([1.0, 1.0])
KEEP, VALUE, GRADIENT = 0.75, 5 / 3, np.array([-1 / 3, -4 / 3])
BY_HAND = {
    "least squares": LEAST_SQUARES,
    "ridge": RIDGE,
    "path": PATH[1:3],
    "fit": 1.25,
    "noise": 1.25,
    "smallest fit": np.array([0.6, 0.8]),
}
# name of the example: (what comes out, the likely cause)
LOOKS_LIKE = {
    "ridge": (
        ((1.6, 32 / 17), "n is missing beside lambda"),
        ((32 / 17, 128 / 65), "lambda is divided by n, not multiplied"),
        ((2 / 3, 4 / 3), "lambda counts twice"),
        ((4 / 3, 16 / 9), "lambda counts half, or is squared"),
        ((2.0, 2.0), "lambda is ignored: this is least squares"),
        ((4 / 3, 4 / 3), "both weights are shrunk by the same factor"),
        ((1.5, 1.5), "the same amount is taken from both weights"),
    ),
    "path": (
        (np.repeat(PATH[-1:], 4, axis=0), "one array was appended again and again"),
        ([[0, 0], [1, 4], [1.5, 0], [1.75, 4]], "the slope is not divided by n"),
        (
            [[0, 0], [0.5, 2], [0.875, 2], [1.15625, 2]],
            "the slope is too large by a factor of 2: is the 2 of the square still there?",
        ),
        ([[0, 0], [-0.25, -1], [-0.53125, -2.5], [-0.84765625, -4.75]], "the steps go uphill"),
    ),
    "value": (
        (1.25, "the noise has no price"),
        (5.0, "the odds are upside down: p / (1 - p)"),
        (1.5625, "the price has 1 - p alone"),
        (1.484375, "the price has p (1 - p), as if nothing were divided by p"),
        (65 / 36, "the price is divided by p once too often"),
        (10 / 3, "the 1/2 is missing"),
        (20 / 3, "nothing is divided by n"),
        (2.5, "the price is not divided by n, or p was taken for 1/2"),
    ),
    "gradient": (
        ((-0.5, -2.0), "the price is missing from the gradient"),
        ((-1 / 6, -2 / 3), "the 1/2 is in the gradient too"),
        ((-4 / 3, -16 / 3), "the gradient is not divided by n"),
    ),
    "smallest fit": (
        ((5 / 3, 0.0), "only as many columns are used as there are examples"),
        ((0.0, 1.25), "only the largest column is used"),
        ((15.0, 20.0), "X transposed times y is not yet the solution"),
    ),
}
