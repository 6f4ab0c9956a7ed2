"""The chain rule of the 3-layer net, step by step: what each gradient is, given the one before.

With a submission's own gradients put in, it tells a wrong line from one that only goes on with
what a wrong line before it has left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercises.regularization.inputs import CACHE, GRADIENTS, PLAIN_CACHE, Arrays
from autograder.testing import Knowledge


@dataclass(frozen=True)
class Chain(Knowledge):
    """The backward pass for one batch; ``entries`` are those of the cache, by name."""

    x: np.ndarray
    y: np.ndarray
    entries: Arrays
    lambd: float = 0.0
    keep: float = 1.0

    def right(self) -> Arrays:
        """All eleven gradients."""
        found: Arrays = {}
        for name in GRADIENTS:
            found[name] = self.given(name, found)[1][0]
        return found

    def given(self, name: str, own: Mapping[str, np.ndarray]) -> tuple[str, list[np.ndarray]]:
        """Which gradient comes before, and what this one may be, given `own` of that name."""
        kind, layer = name[:2], int(name[2:])
        source = {"dW": f"dZ{layer}", "db": f"dZ{layer}", "dA": f"dZ{layer + 1}",
                  "dZ": f"dA{layer}" if layer < 3 else ""}[kind]  # fmt: skip
        if not source:
            return "", [self.entries["A3"] - self.y]
        return source, self._steps(kind, layer, own[source]) if source in own else []

    def about(self, name: str, right: np.ndarray) -> dict[str, Any]:
        """The terms of the gradient, its axes, and where its two branches lie."""
        kind, layer = name[:2], int(name[2:])
        found: dict[str, Any] = {"many": self.x.shape[1]}
        if kind in ("dW", "db"):
            return {**found, "axes": ("unit", "input" if kind == "dW" else ""),
                    **self._penalty(kind, layer, right)}  # fmt: skip
        return {**found, "axes": ("unit", "example"), "regions": self._regions(kind, layer)}

    def _steps(self, kind: str, layer: int, before: np.ndarray) -> list[np.ndarray]:
        m, cache = self.x.shape[1], self.entries
        if kind == "dW":
            below = cache[f"A{layer - 1}"] if layer > 1 else self.x
            return [before @ below.T / m + self.lambd / m * cache[f"W{layer}"]]
        if kind == "db":
            return [before.sum(axis=1, keepdims=True) / m]
        if kind == "dA":
            back = cache[f"W{layer + 1}"].T @ before
            return [back * cache[f"D{layer}"] / self.keep if f"D{layer}" in cache else back]
        # where the slope of the ReLU is read from, Z or A, makes a difference after a mistake only
        return [before * (cache[f"{which}{layer}"] > 0) for which in "AZ"]

    def _penalty(self, kind: str, layer: int, right: np.ndarray) -> dict[str, Arrays]:
        if not self.lambd:
            return {}
        name = f"{kind[1]}{layer}"
        penalty = self.lambd / self.x.shape[1] * self.entries[name]
        if kind == "db":
            return {"extras": {f"a penalty λ/m · {name}": penalty}}
        data = f"the part from the data, dZ{layer} · {f'A{layer - 1}' if layer > 1 else 'X'}ᵀ / m,"
        return {"terms": {f"the penalty λ/m · {name}": penalty, data: right - penalty}}

    def _regions(self, kind: str, layer: int) -> dict[str, np.ndarray]:
        cache, found = self.entries, {}
        if kind == "dZ" and layer < 3:
            found = {"where the ReLU is off": cache[f"Z{layer}"] <= 0,
                     "where the ReLU is on": cache[f"Z{layer}"] > 0}  # fmt: skip
        if f"D{layer}" in cache:
            kept = cache[f"D{layer}"] != 0
            found |= {f"where D{layer} drops the unit": ~kept,
                      f"where D{layer} keeps the unit": kept}  # fmt: skip
            other = cache[f"D{3 - layer}"] != 0
            if other.shape == kept.shape:
                found["where D1 and D2 differ"] = kept != other
        return found


def chain(
    x: np.ndarray, y: np.ndarray, cache: tuple[np.ndarray, ...], lambd: float = 0, keep: float = 1
) -> Chain:
    """The backward pass of a cache, with the masks of dropout in it or without."""
    names = CACHE if len(cache) == len(CACHE) else PLAIN_CACHE
    return Chain(x, y, dict(zip(names, cache, strict=True)), lambd, keep)
