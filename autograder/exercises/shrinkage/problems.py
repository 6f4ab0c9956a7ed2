"""Inputs of the suites: least-squares problems of all sizes, and what is said about them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.testing import describe, draw_once

Problem = tuple[np.ndarray, np.ndarray]  # X (n, d), y (n,)

ORDINARY = 70  # calls of all sizes: with those of other checks enough to meet one in twenty
AGAIN = 10  # calls that share their arguments
BY_HAND: Problem = (
    np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 2.0], [0.0, -2.0]]),
    np.array([2.0, -2.0, 4.0, -4.0]),
)


def drawn_sizes(rng: np.random.Generator, spare: int = 4) -> tuple[int, int]:
    """n and d of a small problem with at least ``spare`` examples more than features."""
    d = int(rng.integers(3, 7))
    return d + int(rng.integers(spare, 15)), d


def drawn_strength(rng: np.random.Generator) -> float:
    """A λ from a continuous range, away from 1, where λ and its square are the same."""
    return float(rng.choice([rng.uniform(0.15, 0.7), rng.uniform(1.4, 3)]))


def drawn_p(rng: np.random.Generator) -> float:
    """A keep probability from a continuous range, away from ½, where p is 1 - p."""
    return float(rng.choice([rng.uniform(0.2, 0.42), rng.uniform(0.58, 0.9)]))


@draw_once
def problem(rng: np.random.Generator, n: int, d: int, offset: float = 1.0) -> Problem:
    """X and y of n examples; columns of unlike units, and means away from zero by ``offset``."""
    units = rng.uniform(0.5, 2, d)
    x = rng.normal(size=(n, d)) * units + offset * rng.uniform(-3, 3, d)
    y = x @ rng.normal(size=d) + rng.normal(0, 0.5, n) + offset * rng.uniform(2, 4)
    return x, y


@draw_once
def centred_problem(rng: np.random.Generator, n: int, d: int) -> Problem:
    """X and y whose means are zero."""
    x, y = problem(rng, n, d)
    return x - x.mean(0), y - y.mean()


@draw_once
def orthogonal_problem(
    rng: np.random.Generator, n: int, lengths: tuple[float, ...]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Centred columns at right angles, l = mean square of each as given; X, y, the true weights.

    y lies in their span, so that least squares finds these weights exactly.
    """
    raw = rng.normal(size=(n, len(lengths)))
    basis, _ = np.linalg.qr(raw - raw.mean(0))
    x = basis * np.sqrt(n * np.array(lengths))
    true = rng.uniform(0.5, 2, len(lengths)) * rng.choice([-1, 1], len(lengths))
    return x, x @ true, true


@draw_once
def ordinary_problems(rng: np.random.Generator, number: int) -> tuple[Problem, ...]:
    """Problems of all ordinary sizes, the notebook's own among them, in no telling order.

    All have more examples than features; some lie in memory as views.
    """
    sizes = [(3, 1), (40, 5), (60, 40)]
    while len(sizes) < number - 1:
        d = int(rng.integers(1, 9))
        sizes.append((d + 2 + int(np.exp(rng.uniform(0, 3.2))), d))
    found = [BY_HAND]
    for n, d in sizes:
        x, y = (problem if rng.random() < 0.7 else centred_problem)(rng, n, d)
        found.append(_as_views(rng, x, y))
    return tuple(found[place] for place in rng.permutation(number))


@draw_once
def wide_problems(rng: np.random.Generator, number: int) -> tuple[Problem, ...]:
    """Problems with more features than examples, a single example or a constant column."""
    found = [problem(rng, 1, 3)]
    for _ in range(number - 1):
        d = int(rng.integers(3, 10))
        x, y = problem(rng, int(rng.integers(2, d)), d)
        if rng.random() < 0.4:
            x = x.copy()
            x[:, int(rng.integers(d))] = rng.uniform(1, 2)
        found.append((x, y))
    return tuple(found)


def _as_views(rng: np.random.Generator, x: np.ndarray, y: np.ndarray) -> Problem:
    """The arrays as they are, turned, or cut out of larger ones."""
    kind = rng.choice(["plain", "plain", "turned", "cut"])
    if kind == "turned":
        return x.T.copy().T, y
    if kind == "cut":
        return np.hstack([x, x])[:, : x.shape[1]], np.concatenate([y, y])[: len(y)]
    return x, y


def tried(x: np.ndarray, **settings: float | str) -> str:
    """What a rationale says about the inputs: sizes and settings, never values."""
    n, d = x.shape
    examples = "1 example" if n == 1 else f"{n} examples"
    features = "1 feature" if d == 1 else f"{d} features"
    values = "".join(
        f", {name} = {value if isinstance(value, str) else _short(value)}"
        for name, value in settings.items()
    )
    return f"(Tried with {examples} of {features}{values}.)"


def _short(value: float) -> str:
    """A setting in at most three decimals."""
    return f"{value:.3g}" if value >= 0.1 or value == 0 else f"{value:.1g}"


def two_of(got: Any, names: str, context: str) -> tuple[Any, Any]:
    """The two things that a function returned, ``names``, or a sentence on what it did return."""
    assert isinstance(got, (tuple, list)) and len(got) == 2, (
        f"The function should return two things, {names}, but it returns "
        f"{_how_many(got)}. {context}"
    )
    return got[0], got[1]


def _how_many(got: Any) -> str:
    return f"{describe(got)} of {len(got)}" if isinstance(got, (tuple, list)) else describe(got)


def most_telling_first(calls: Sequence[Sequence[Any]]) -> list[int]:
    """The numbers of the calls; where examples or features are few, mistakes look alike."""

    def tells_little(call: Sequence[Any]) -> tuple[bool, bool]:
        n, d = call[0].shape
        return n < d + 3 or d < 2, call[2:][-1:] in ([0.5], [1], (0.5,), (1,))

    return sorted(range(len(calls)), key=lambda place: tells_little(calls[place]))
