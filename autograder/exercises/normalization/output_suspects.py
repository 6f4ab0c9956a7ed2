"""What the usual mistakes of a normalisation layer give, by the words for each."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.exercises.normalization.expect_named import expect_named
from autograder.exercises.normalization.norm_calls import (
    EPS,
    STATISTICS,
    Arrays,
    Call,
    forward_pair,
    moments,
    right_out,
    right_statistics,
)
from autograder.testing import all_agree


def judge_outputs(calls: Sequence[Call], values: Sequence[Any], axis: int, **near: float) -> None:
    """Fail for the first output that is not the contract's, with the likely mistake.

    ``near``: rtol and atol, where they are not those of the numbers' precision.
    """
    outs = [forward_pair(value, call.tried)[0] for call, value in zip(calls, values, strict=True)]
    right = [right_out(call, axis) for call in calls]
    if all_agree(outs, right, **(near or {"rtol": 1e-7, "atol": 1e-9})):
        return
    for call, out, expected in zip(calls, outs, right, strict=True):
        tolerance = near or call.tolerance
        expect_named(
            out, expected, "the output", call.tried, partial(_suspects, call, axis),
            tolerance, call.tolerance,
        )  # fmt: skip


def _suspects(call: Call, axis: int) -> dict[str, np.ndarray]:
    test = call.param.get("mode") == "test"
    eps = call.param.get("eps", EPS)
    x, gamma, beta = (each.astype(float) for each in (call.x, call.gamma, call.beta))
    mean, var = moments(x, axis)
    if test:
        mean, var = (call.param[name].astype(float) for name in STATISTICS)
    centred, root = x - mean, np.sqrt(var + eps)
    of = centred / root
    count = x.shape[axis]
    found = {
        "eps is added to the standard deviation; it belongs under the root":
            gamma * centred / (np.sqrt(var) + eps) + beta,
        "eps is not used, or far smaller than it should be": gamma * centred / np.sqrt(var) + beta,
        f"eps is always {EPS:g}, whatever the caller gives":
            gamma * centred / np.sqrt(var + EPS) + beta,
        "it is divided by the variance, not by its root": gamma * centred / (var + eps) + beta,
        "the mean is not subtracted": gamma * x / root + beta,
        "gamma and beta are not used": of,
        "gamma is not used": of + beta,
        "beta is not used": gamma * of,
        "beta is multiplied by gamma too": gamma * (of + beta),
        "gamma and beta are exchanged": beta * of + gamma,
        "negative values are set to zero, which is the job of a ReLU":
            np.maximum(gamma * of + beta, 0),
    }  # fmt: skip
    if axis == 1:
        found["the sum of squares is divided by the number of examples, not of features"] = (
            gamma * centred / np.sqrt(var * x.shape[1] / len(x) + eps) + beta
        )
    if count > 1 and not test:
        found["the variance is divided by the number of values less one"] = (
            gamma * centred / np.sqrt(var * count / (count - 1) + eps) + beta
        )
    return found | _other_statistics(call, axis, x, gamma, beta, eps)


def _other_statistics(
    call: Call, axis: int, x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float
) -> Arrays:
    """Mean and variance of something else than is needed."""
    mean, var = moments(x, 1 - axis)
    name = ("example", "feature")[axis == 1]
    found = {f"mean and variance are those of each {name}: the wrong axis":
             gamma * (x - mean) / np.sqrt(var + eps) + beta,
             "one mean and one variance serve the whole array":
             gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta}  # fmt: skip
    if call.param.get("mode") == "test":
        mean, var = moments(x, 0)
        found["mean and variance are those of this batch, not the running ones"] = (
            gamma * (x - mean) / np.sqrt(var + eps) + beta
        )
    elif axis == 0:
        updated = list(right_statistics([call]).values())
        old = [call.param[name].astype(float) for name in STATISTICS if name in call.param]
        for which, pair in (("", updated), ("old ", old)):
            if pair:
                found[f"the {which}running averages are used in train mode"] = (
                    gamma * (x - pair[0]) / np.sqrt(pair[1] + eps) + beta
                )
    return found
