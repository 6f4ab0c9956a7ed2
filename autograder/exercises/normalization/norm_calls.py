"""Calls of a normalisation layer: hidden inputs of all sizes, and what is right for them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.testing import compute_once, describe, draw_once

EPS, MOMENTUM = 1e-5, 0.9  # where the caller gives none
Arrays = dict[str, np.ndarray]
# an eps of 1e-5 beside variances near 1 does not show: that has checks of its own
BUT_FOR_EPS = {"rtol": 1e-3, "atol": 1e-3}
STATISTICS = ("running_mean", "running_var")


@dataclass(frozen=True)
class Call:
    """One call: x (N, D), gamma and beta (D,), and the dictionary of settings."""

    x: np.ndarray
    gamma: np.ndarray
    beta: np.ndarray
    param: dict[str, Any]

    @property
    def args(self) -> tuple[Any, ...]:
        """The arguments, with a dictionary of their own: a layer may write into it."""
        return self.x, self.gamma, self.beta, dict(self.param)

    @property
    def tolerance(self) -> dict[str, float]:
        """How near numbers of this precision come."""
        single = self.x.dtype == np.float32
        return {"rtol": 2e-4, "atol": 2e-4} if single else {"rtol": 1e-7, "atol": 1e-9}

    @property
    def tried(self) -> str:
        """What a rationale says about the inputs: shape and settings, never values."""
        kind = "" if self.x.dtype == np.float64 else f" ({self.x.dtype})"
        mode = f', mode "{self.param["mode"]}"' if "mode" in self.param else ""
        eps = f", eps = {self.param['eps']:.2g}" if "eps" in self.param else ""
        return f"(Tried with x of shape {self.x.shape}{kind}{mode}{eps}.)"

    def of(self, **settings: Any) -> "Call":
        """The same call with other settings."""
        return replace(self, param=self.param | settings)


def batch_call(rng: np.random.Generator, mode: str, *, eps: float | None = None,
               shape: tuple[int, int] | None = None, single: bool = False,
               momentum: bool = True) -> Call:  # fmt: skip
    """A call of batch normalisation, with running statistics in most cases, in test mode in all."""
    x, gamma, beta = _drawn_arrays(rng, shape, single)
    param: dict[str, Any] = {"mode": mode}
    if eps is not None:
        param["eps"] = eps
    if mode == "train" and momentum:
        param["momentum"] = float(rng.uniform(0.2, 0.95))
    if mode == "test" or rng.random() < 0.7:
        param |= drawn_statistics(rng, x)
    return Call(x, gamma, beta, param)


def layer_call(rng: np.random.Generator, *, eps: float | None = None,
               shape: tuple[int, int] | None = None, single: bool = False) -> Call:  # fmt: skip
    """A call of layer normalisation."""
    x, gamma, beta = _drawn_arrays(rng, shape, single)
    return Call(x, gamma, beta, {} if eps is None else {"eps": eps})


def kind_calls(rng: np.random.Generator, param: dict[str, Any], axis: int) -> list[Call]:
    """Calls that a wrong forward pass may do rightly: one or another for most of the mistakes.

    Means of zero; as many rows as columns, all with a variance of one; so many values that one
    less does not matter; averages that keep nothing; gamma and beta that are alike, or do
    nothing, or hide a ReLU.
    """
    x, gamma, beta = _numbers(rng, *((7, 4) if axis == 0 else (4, 7)))
    many, two, _ = _numbers(rng, *((1500, 2) if axis == 0 else (2, 1500)))
    mean, _ = moments(x, axis)
    ones, zeros = np.ones_like(gamma), np.zeros_like(gamma)
    kept = {"momentum": 0.0} if axis == 0 else {}
    return [
        Call(x - mean, gamma, beta, param),
        Call(_alike(x[:4, :4]), gamma[:4], beta[:4], param),
        Call(many, two, two * 0, param),
        Call(x, gamma, beta, param | kept),
        Call(x, gamma, gamma, param),
        Call(x, gamma, zeros, param),
        Call(x, ones, zeros, param),
        Call(x, gamma, zeros + 20, param),
    ]


def _alike(x: np.ndarray) -> np.ndarray:
    """A square array with the same mean, and a variance of one, in all rows and columns."""
    row = (x[0] - x[0].mean()) / x[0].std()
    return np.array([np.roll(row, place) for place in range(len(row))]) + 0.5


def drawn_statistics(rng: np.random.Generator, x: np.ndarray) -> Arrays:
    """Running statistics of the size that those of x have, but others."""
    mean, var = _drawn_statistics(rng, x.shape[1])
    return {"running_mean": mean.astype(x.dtype), "running_var": var.astype(x.dtype)}


@draw_once
def _drawn_statistics(rng: np.random.Generator, features: int) -> tuple[np.ndarray, ...]:
    return rng.uniform(-2, 2, features), rng.uniform(0.3, 2.5, features)


def drawn_eps(rng: np.random.Generator) -> float:
    """An eps that shows beside variances near 1; none can be foreseen."""
    return float(rng.uniform(0.1, 0.6))


def drawn_shape(rng: np.random.Generator, least: int = 3, most: int = 11) -> tuple[int, int]:
    """Two sizes; N is not D."""
    examples, features = rng.integers(least, most, 2, endpoint=True).tolist()
    return examples, features if features != examples else features + 1


def _drawn_arrays(
    rng: np.random.Generator, shape: tuple[int, int] | None, single: bool
) -> tuple[np.ndarray, ...]:
    arrays = _numbers(rng, *(shape or drawn_shape(rng)))
    return tuple(each.astype(np.float32) for each in arrays) if single else arrays


@draw_once
def _numbers(rng: np.random.Generator, examples: int, features: int) -> tuple[np.ndarray, ...]:
    """An x whose columns and rows have variances near 1 and means of their own, gamma, beta."""
    x = _of_some_spread(rng, examples, features)
    gamma = rng.uniform(0.4, 2, features) * rng.choice([-1, 1], features)
    return x, gamma, rng.uniform(0.5, 2, features) * rng.choice([-1, 1], features)


def _of_some_spread(rng: np.random.Generator, examples: int, features: int) -> np.ndarray:
    """Numbers with no row or column of three and more that has hardly any variance."""
    while True:
        x = rng.normal(size=(examples, features)) * rng.uniform(0.7, 1.5, features)
        x += rng.uniform(-1, 1, features) + rng.uniform(-1, 1, (examples, 1))
        if all(size < 3 or x.var(axis=axis).min() > 0.15 for axis, size in enumerate(x.shape)):
            return x


@draw_once
def drawn_dout(rng: np.random.Generator, examples: int, features: int) -> np.ndarray:
    """A gradient that arrives from above; its columns and rows have means of their own."""
    shape = examples, features
    return np.asarray(rng.normal(size=shape) + rng.uniform(-1, 1, features))


def forward_pair(value: Any, context: str) -> tuple[Any, Any]:
    """The output and the cache in what a forward pass returned, or a failure."""
    pair = isinstance(value, (tuple, list)) and len(value) == 2
    assert pair, f"The function should return out and the cache, not {describe(value)}. {context}"
    return value[0], value[1]


@compute_once
def moments(x: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and biased variance along an axis, which stays."""
    x = x.astype(float)
    return x.mean(axis=axis, keepdims=True), x.var(axis=axis, keepdims=True)


def right_out(call: Call, axis: int) -> np.ndarray:
    """The output by the contract; axis 0 for batch normalisation, 1 for layer normalisation."""
    if call.param.get("mode") == "test":
        mean, var = (call.param[name].astype(float) for name in STATISTICS)
    else:
        mean, var = moments(call.x, axis)
    eps = call.param.get("eps", EPS)
    return np.asarray(_normalised(call.x, call.gamma, call.beta, mean, var, eps))


@compute_once
def _normalised(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    mean: np.ndarray,
    var: np.ndarray,
    eps: float,
) -> np.ndarray:
    return np.asarray(gamma * (x - mean) / np.sqrt(var + eps) + beta, dtype=float)


def right_statistics(calls: Sequence[Call]) -> Arrays:
    """The running statistics after these batches, one after the other, from those of the first."""
    first = calls[0]
    share = first.param.get("momentum", MOMENTUM)
    zeros = np.zeros(first.x.shape[1])
    mean, var = (first.param.get(name, zeros).astype(float) for name in STATISTICS)
    for call in calls:
        of_batch = moments(call.x, 0)
        mean, var = (share * old + (1 - share) * new.ravel()
                     for old, new in zip((mean, var), of_batch, strict=True))  # fmt: skip
    return {"running_mean": mean, "running_var": var}
