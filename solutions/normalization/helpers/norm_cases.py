"""The published worked examples of the visible checks, and the answers of the tasks by hand."""

import numpy as np

X_BY_HAND = [[1, 2, 9], [3, 8, 5]]
BY_HAND = {
    "batch normalisation": [[-1, -1, 1], [1, 1, -1]],
    "layer normalisation": [
        [-0.8429272304235246, -0.5619514869490164, 1.404878717372541],
        [-1.1355499479153375, 1.2977713690461004, -0.16222142113076238],
    ],
    "dx of the lone column": [0, 0],
}

# CS231n, BatchNormalization.ipynb: means and standard deviations, to 8 decimals.
BATCH = {
    "means": [-2.3814598, -13.18038246, 1.91780462],
    "stds": [27.18502186, 34.21455511, 37.68611762],
    "after": [0.99999999, 1.0, 1.0],
    "scaled": [0.99999999, 1.99999999, 2.99999999],
}
TEST_TIME = {
    "means": [-0.03927354, -0.04349152, -0.10452688],
    "stds": [1.01531428, 1.01238373, 0.97819988],
}
LAYER = {
    "means": [-59.06673243, -47.60782686, -43.31137368, -26.40991744],
    "stds": [10.07429373, 28.39478981, 35.28360729, 4.01831507],
    "after": [0.99999995, 0.99999999, 1.0, 0.99999969],
    "scaled": [2.99999985, 2.99999998, 2.99999999, 2.99999907],
}
ERRORS = {
    "batchnorm_backward": {"dx": 1.70e-9, "dgamma": 7.42e-13, "dbeta": 2.88e-12},
    "layernorm_backward": {"dx": 1.43e-9, "dgamma": 4.52e-12, "dbeta": 2.28e-12},
}

# Exercises 2 and 4 on the published example: what is right, and what mistakes give in row 0.
BACKWARD = {
    "batchnorm_backward": {
        "dx": [
            [-0.0031031944, 0.0030546843, -0.0015624636, 0.17251307, 0.013880286],
            [0.011477617, -0.10800884, -0.01112564, -0.020216319, -0.020980851],
            [-0.016824917, -0.011068469, -0.0038428567, 0.13581055, -0.041086121],
            [0.0084504941, 0.11602263, 0.01653096, -0.2881073, 0.048186686],
        ],
        "dgamma": [2.2904828, 1.3924891, 2.9335057, 0.98234546, 2.0832611],
        "dbeta": [0.08461601, 0.59073617, 1.2668311, -1.7542801, -0.80317214],
        "causes": {
            "is the path through the variance there?": [
                0.0033033429,
                0.050966137,
                -0.020317272,
                0.14775152,
                -0.012004836,
            ],
            "is the path through the mean there?": [
                -0.0028270815,
                0.015304016,
                0.0047945654,
                0.083833895,
                0.00078738158,
            ],
            "mean and variance depend on x too": [
                0.0035794557,
                0.063215468,
                -0.013960243,
                0.059072354,
                -0.025097741,
            ],
            "where does gamma come in?": [
                -0.08829272,
                0.011655949,
                -0.010910927,
                0.19146479,
                0.0598653,
            ],
            "is gamma in it twice?": [
                -0.00010906692,
                0.00080054364,
                -0.00022374749,
                0.15543723,
                0.0032182642,
            ],
            "is the sum for the mean divided by the number of values?": [
                -0.0039315329,
                -0.03369331,
                -0.020633551,
                0.43855058,
                0.053159001,
            ],
            "is the sum for the variance divided by the number of values?": [
                -0.022322806,
                -0.14067967,
                0.054701961,
                0.24679769,
                0.091535653,
            ],
            "the sign of the path through the variance": [
                0.0097098801,
                0.098877589,
                -0.03907208,
                0.12298998,
                -0.037889958,
            ],
            "the sign of the path through the mean": [
                -0.0025509687,
                0.027553347,
                0.011151594,
                -0.0048452752,
                -0.012305523,
            ],
            "is a 2 lost in the path through the variance?": [
                0.00010007426,
                0.02701041,
                -0.010939868,
                0.16013229,
                0.00093772524,
            ],
            "the path through the variance counts twice: is a half lost?": [
                -0.0095097316,
                -0.044856768,
                0.017192345,
                0.19727461,
                0.039765409,
            ],
        },
        "causes_dgamma": {
            "it takes the normalised x, not x": [
                7.1645265,
                12.51806,
                36.333296,
                -14.35455,
                -4.1071694,
            ],
            "it takes the normalised x: divide, too": [
                6.167612,
                4.3997871,
                20.928578,
                4.3773839,
                7.4076355,
            ],
        },
    },
    "layernorm_backward": {
        "dx": [
            [-0.0148552, 0.010329123, -0.011906522, 0.044564007, -0.028131407],
            [0.06974204, -0.02127583, -0.0077112768, -0.047544287, 0.0067893532],
            [-0.013340072, -0.019503851, 0.0039325298, 0.090032017, -0.061120624],
            [0.077647426, 0.38964293, 0.063524966, -0.56141532, 0.030600004],
        ],
        "dgamma": [1.4541302, -0.74806364, 4.3044592, 2.7152365, 1.0074201],
        "dbeta": [0.08461601, 0.59073617, 1.2668311, -1.7542801, -0.80317214],
        "causes": {
            "is the path through the variance there?": [
                -0.0088175813,
                0.026759682,
                -0.029260924,
                0.038641882,
                -0.027323059,
            ],
            "is the path through the mean there?": [
                -0.0042337881,
                0.020950535,
                -0.0012851104,
                0.055185419,
                -0.017509995,
            ],
            "mean and variance depend on x too": [
                0.0018038307,
                0.037381094,
                -0.018639512,
                0.049263295,
                -0.016701647,
            ],
            "where does gamma come in?": [
                -0.00048288682,
                0.017642539,
                -0.017237585,
                0.087092053,
                -0.087014119,
            ],
            "is gamma in it twice?": [
                -0.0089302438,
                0.0017451689,
                -0.013783783,
                0.034309054,
                -0.013340196,
            ],
            "gamma belongs into the means, too": [
                -1.697186e-05,
                0.0046235947,
                -0.002468452,
                0.078471434,
                -0.020174974,
            ],
            "is the sum for the mean divided by the number of values?": [
                -0.057340848,
                -0.032156525,
                -0.054392171,
                0.0020783588,
                -0.070617055,
            ],
            "is the sum for the variance divided by the number of values?": [
                -0.039005675,
                -0.055393112,
                0.057511082,
                0.068252505,
                -0.031364799,
            ],
            "the sign of the path through the variance": [
                -0.0027799625,
                0.04319024,
                -0.046615325,
                0.032719758,
                -0.026514711,
            ],
            "the sign of the path through the mean": [
                0.006387624,
                0.031571947,
                0.0093363016,
                0.065806831,
                -0.006888583,
            ],
            "is a 2 lost in the path through the variance?": [
                -0.011836391,
                0.018544402,
                -0.020583723,
                0.041602945,
                -0.027727233,
            ],
            "the path through the variance counts twice: is a half lost?": [
                -0.020892819,
                -0.006101436,
                0.0054478786,
                0.050486131,
                -0.028939755,
            ],
        },
        "causes_dgamma": {
            "it takes the normalised x, not x": [
                7.1645265,
                12.51806,
                36.333296,
                -14.35455,
                -4.1071694,
            ],
            "it takes the normalised x: divide, too": [
                5.6452671,
                1.7578688,
                17.898327,
                9.5635144,
                2.337592,
            ],
        },
    },
}


def activations(examples):
    """Return the published a = ReLU(X W1) W2 of 50-60-3; sets the seed."""
    np.random.seed(231)
    X, W1, W2 = np.random.randn(examples, 50), np.random.randn(50, 60), np.random.randn(60, 3)
    return np.maximum(0, X @ W1) @ W2


def batches(number=50):
    """Yield the published batches of (200, 3), one more than `number`; sets the seed."""
    np.random.seed(231)
    W1, W2 = np.random.randn(50, 60), np.random.randn(60, 3)
    for _ in range(number + 1):
        yield np.maximum(0, np.random.randn(200, 50) @ W1) @ W2


def backward_input():
    """Return the published x (4, 5), gamma, beta (5,) and dout (4, 5); sets the seed."""
    np.random.seed(231)
    x, gamma, beta = 5 * np.random.randn(4, 5) + 12, np.random.randn(5), np.random.randn(5)
    return x, gamma, beta, np.random.randn(4, 5)


def own_numbers(examples=5, features=4):
    """Return x, gamma, beta with variances near 1: where eps shows."""
    draws = np.random.RandomState(7)
    x = draws.randn(examples, features) + draws.uniform(-1, 1, features)
    return x, draws.uniform(0.5, 2, features), draws.uniform(0.5, 2, features)
