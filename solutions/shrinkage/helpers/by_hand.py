"""Says whether an answer that was worked out on paper is right; never stops the notebook.

The same file lies in the helpers of each assignment that uses it.
"""

import numpy as np

from .notebook_output import say


def judge_by_hand(name, answer, expected, slack):
    """Print a sentence about `answer`, whatever it is; None stands for no answer yet."""
    if answer is None:
        say(f"{name}: nothing entered yet. Take a pencil first, then put your answer in.")
        return
    say(f"{name}: {_verdict(answer, np.asarray(expected, dtype=float), slack)}")


def _verdict(answer, expected, slack):
    wanted = _shape(expected)
    try:
        answer = np.asarray(answer, dtype=float)
    except Exception:  # rows of different lengths, words, dots: whatever a cell may hold
        return f"this should be {wanted}, written in digits."
    if answer.shape != expected.shape:
        return f"this should be {wanted}; yours is {_shape(answer)}."
    if np.allclose(answer, expected, rtol=0, atol=slack):
        return "right."
    return "not yet. Go through the steps once more, entry by entry."


def _shape(value):
    if value.ndim == 0:
        return "one number"
    if value.ndim == 2:
        return f"{value.shape[0]} rows of {value.shape[1]} numbers"
    return f"an array of the shape {value.shape}"
