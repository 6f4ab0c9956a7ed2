"""Numerical gradients by central differences, to check a backward pass with."""

import numpy as np


def eval_numerical_gradient(f, x, verbose=False, h=1e-5):
    """Return the numerical gradient of the number f(x) with respect to the array x.

    Each entry of x is moved by +h and -h in turn, and put back; f may ignore its argument and use
    x through another name. With `verbose` each entry's place and slope are printed.
    """
    gradient = np.zeros(x.shape)
    for place, (up, down) in _moved(f, x, h):
        gradient[place] = (up - down) / (2 * h)
        if verbose:
            print(place, gradient[place])
    return gradient


def eval_numerical_gradient_array(f, x, df, h=1e-5):
    """Return the numerical gradient of sum(f(x) * df), where f(x) is an array of df's shape.

    That is what a backward pass makes of x when df arrives from above.
    """
    gradient = np.zeros(x.shape)
    for place, (up, down) in _moved(f, x, h):
        gradient[place] = np.sum((up - down) * df) / (2 * h)
    return gradient


def rel_error(x, y):
    """Return the largest relative difference of two arrays, |x - y| / (|x| + |y|), at most 1."""
    x, y = np.asarray(x), np.asarray(y)
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


def _moved(f, x, h):
    """Yield each place of x with f's values on both sides of it."""
    for place in np.ndindex(x.shape):
        before = x[place]
        values = []
        for step in (h, -h):
            x[place] = before + step
            values.append(np.copy(f(x)))
        x[place] = before
        yield place, values
