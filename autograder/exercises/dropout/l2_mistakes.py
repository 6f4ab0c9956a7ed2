"""What common mistakes make of the L2 term ½ · reg · Σ_l Σ W², to recognise them by."""

import numpy as np

from autograder.exercises.dropout.nets import Arrays


def penalties(parameters: Arrays, reg: float, examples: int) -> dict[str, float]:
    """The term that a mistake adds to the loss, by the mistake."""
    squares = {name: float(np.sum(value**2)) for name, value in parameters.items()}
    weights = [value for name, value in squares.items() if name.startswith("W")]
    whole = sum(weights)
    sums = sum(float(value.sum()) for name, value in parameters.items() if name[0] == "W")
    return {
        "the ½ is missing": reg * whole,
        "the ½ is in it twice": reg * whole / 4,
        "the biases are in it too": reg * sum(squares.values()) / 2,
        "the last weights are left out": reg * sum(weights[:-1]) / 2,
        "the first weights are left out": reg * sum(weights[1:]) / 2,
        "only the first weights are in it": reg * weights[0] / 2,
        "only the last weights are in it": reg * weights[-1] / 2,
        "it is divided by the number of examples": reg * whole / 2 / examples,
        "the weights are not squared": reg * sums / 2,
        "reg is left out": whole / 2,
        "the norms are not squared": reg * sum(np.sqrt(weights)) / 2,
        "the ½ is missing and the biases are in it": reg * sum(squares.values()),
    }


def decays(w: np.ndarray, reg: float, examples: int) -> dict[str, np.ndarray]:
    """What a mistake adds to the gradient of the weights ``w``, by the mistake."""
    return {
        "the 2 of the square has not been cancelled by the ½": 2 * reg * w,
        "the ½ is still there, though the square brings a 2 down": reg * w / 2,
        "the sum of the weights is added instead of each weight": np.full(w.shape, reg * w.sum()),
        "reg is left out": w,
        "it is divided by the number of examples": reg * w / examples,
        "the weights are still squared": reg * w * w,
        "the penalty itself is added": np.full(w.shape, reg * np.sum(w * w) / 2),
    }
