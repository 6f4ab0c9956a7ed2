"""What a student's forward pass with dropout returned, read without a prejudice about its draws.

Which units were kept is read from the cache, whatever the convention of its masks: True/False,
0/1 as whole numbers or floats, or scaled already. Nothing here knows how the masks were drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.exercises.dropout_masks import unrelated
from autograder.exercises.regularization.calls import called_each
from autograder.exercises.regularization.inputs import CACHE, Arrays, Layers, sizes_of, tried
from autograder.testing import as_real, describe

Given = tuple[np.ndarray, Arrays, float]  # X, parameters and keep_prob of a call


@dataclass(frozen=True)
class ForwardPass:
    """One call's A3 and cache, with what went in."""

    a3: Any
    cache: dict[str, Any]
    x: np.ndarray
    parameters: Arrays
    keep: float
    layers: Layers
    # what has been read and computed already
    _known: Arrays = field(default_factory=dict, compare=False, repr=False)

    @property
    def context(self) -> str:
        """What was tried, in words."""
        return tried(self.layers, self.x.shape[1], keep_prob=self.keep)

    def activation(self, layer: int) -> np.ndarray:
        """A1 or A2 as the student's cache has it, a real array of the right shape."""
        name, shape = f"A{layer}", (self.layers[layer], self.x.shape[1])
        if name not in self._known:
            what = f"{name} in the cache"
            self._known[name] = as_real(self.cache[name], shape, what, self.context)
        return self._known[name]

    def before_dropout(self, layer: int) -> np.ndarray:
        """The ReLU of what the layer must compute from X, or from the student's own A1."""
        name = f"ReLU{layer}"
        if name not in self._known:
            self._known[name] = np.maximum(self.linear(layer), 0)
        return self._known[name]

    def linear(self, layer: int) -> np.ndarray:
        """Z of a layer, from X or from the student's own A1 or A2."""
        name = f"Z{layer}"
        if name not in self._known:
            below = self.x if layer == 1 else self.activation(layer - 1)
            z = self.parameters[f"W{layer}"] @ below + self.parameters[f"b{layer}"]
            self._known[name] = np.asarray(z)
        return self._known[name]

    def is_made_up(self, layer: int) -> bool:
        """Whether what goes on in A1 or A2 has nothing to do with what the layer was fed with."""
        got = self.activation(layer)
        on = got != 0
        return unrelated(got[on], self.before_dropout(layer)[on])

    def mask(self, layer: int) -> np.ndarray | None:
        """D1 or D2 as True (kept) and False, where the cache has a mask that can be read."""
        mask = self.cache[f"D{layer}"]
        if not isinstance(mask, np.ndarray) or mask.dtype.kind not in "biuf":
            return None
        if mask.shape != (self.layers[layer], self.x.shape[1]):
            return None
        if mask.dtype == bool:
            return mask
        return None if len(np.unique(mask)) > 2 else mask != 0

    def kept(self, layer: int) -> tuple[np.ndarray, np.ndarray]:
        """Which entries were kept, and which of them can be judged at all.

        A mask that shows units dropped speaks for all entries, unless it says the opposite of the
        activations. Otherwise those speak: a unit that should be positive and is zero was dropped;
        units that are zero anyway show nothing.
        """
        mask, kept = self.mask(layer), self.activation(layer) != 0
        shown = self.before_dropout(layer) > 1e-12
        if mask is None or mask.all() or not (mask == kept)[shown].any():
            return kept, shown
        return mask, np.ones(mask.shape, dtype=bool)


def all_follow(runs: Sequence[ForwardPass], layer: int) -> bool:
    """Whether A1 or A2 is the ReLU divided by keep_prob in all calls, and zero where dropped."""
    if not runs:
        return True
    got = np.concatenate([done.activation(layer).ravel() for done in runs])
    right = np.concatenate([(done.linear(layer) / done.keep).ravel() for done in runs])
    # the ReLU of all, at once
    right[(got == 0) | (right < 0)] = 0
    return bool((np.abs(got - right) <= 1e-9 + 1e-7 * np.abs(right)).all())


def run_forward(student: Any, x: np.ndarray, parameters: Arrays) -> ForwardPass:
    """Call the student's function without naming keep_prob, and read what returns."""
    return _read(student.forward_propagation_with_dropout(x, parameters), x, parameters, 0.5)


def run_each(student: Any, rng: np.random.Generator, *given: Given) -> list[ForwardPass]:
    """Call it for each (X, parameters, keep_prob), in a random order, and read what returns."""
    found = called_each(student.forward_propagation_with_dropout, given, "keep_prob", rng)
    return [_read(value, *each) for value, each in zip(found, given, strict=True)]


def _read(value: Any, x: np.ndarray, parameters: Arrays, keep: float) -> ForwardPass:
    layers, m = sizes_of(x, parameters)
    a3, cache = unpacked(value, tried(layers, m, keep_prob=keep))
    return ForwardPass(a3, dict(zip(CACHE, cache, strict=True)), x, parameters, keep, layers)


def unpacked(value: Any, context: str) -> tuple[Any, Any]:
    """A3 and the cache, or a failure that says what came instead."""
    pair = isinstance(value, (tuple, list)) and len(value) == 2
    assert pair, f"The function should return A3 and the cache, not {describe(value)}. {context}"
    a3, cache = value
    assert isinstance(cache, (tuple, list)), (
        f"The cache should be a tuple, but it is {describe(cache)}. {context}"
    )
    assert len(cache) == len(CACHE), (
        f"The cache has {len(cache)} entries instead of {len(CACHE)}: {', '.join(CACHE)}. {context}"
    )
    return a3, cache
