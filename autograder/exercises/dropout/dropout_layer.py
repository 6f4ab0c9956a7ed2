"""Calls of a student's dropout layer, read without a prejudice about its draws or its cache."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercises.dropout_masks import scale_words
from autograder.testing import StudentFault, as_real, describe, draw_once, mismatch


@dataclass(frozen=True)
class Dropped:
    """One forward call: its output (a finite array of x's shape), its cache and what went in."""

    out: np.ndarray
    raw: Any  # the output as it came, with its own dtype
    cache: Any
    x: np.ndarray
    context: str

    @property
    def kept(self) -> np.ndarray:
        """Which entries were kept; x has no zeros."""
        return self.out != 0

    @property
    def factors(self) -> np.ndarray:
        """What each entry was multiplied with, which is also the slope of this call."""
        return self.out / self.x


@draw_once
def away_from_zero(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Random numbers of both signs, none of them near zero: a zero in the output was dropped."""
    return rng.uniform(0.5, 2, shape) * rng.choice([-1, 1], shape)


def settings(p: float, mode: str = "train", seed: int | None = None) -> dict[str, Any]:
    """The dictionary dropout_param."""
    return {"p": p, "mode": mode} | ({} if seed is None else {"seed": seed})


def tried(x: np.ndarray, param: dict[str, Any]) -> str:
    """What a rationale says about the inputs: shape and settings, never values."""
    seed = ", with a seed" if "seed" in param else ""
    kind = "" if x.dtype == np.float64 else f" ({x.dtype})"
    mode = f'mode "{param["mode"]}"'
    return f"(Tried with x of shape {x.shape}{kind}, p = {param['p']:g}, {mode}{seed}.)"


def forward(student: Any, x: np.ndarray, param: dict[str, Any]) -> Dropped:
    """Call the student's dropout_forward and read what returns."""
    value, context = student.dropout_forward(x, param), tried(x, param)
    pair = isinstance(value, (tuple, list)) and len(value) == 2
    assert pair, f"The function should return out and the cache, not {describe(value)}. {context}"
    out = as_real(value[0], x.shape, "The output", context)
    return Dropped(out, value[0], value[1], x, context)


def right_caches(
    student: Any, rng: np.random.Generator, x: np.ndarray, param: dict[str, Any]
) -> list[tuple[Any, np.ndarray]]:
    """Caches to feed a backward pass with, and what each entry of x was multiplied with.

    The student's own where the own forward pass is right, so that its layout does not matter.
    Otherwise, so that a wrong forward pass costs nothing here, right ones in the usual layouts;
    both where the own cache looks wrong, as only the student's own backward pass may understand it.
    """
    try:
        own = forward(student, x, param)
        if is_dropout(own.factors, param) and _looks_wrong(own):
            return [(own.cache, own.factors), *_made(rng, x, param)]
        if is_dropout(own.factors, param):
            return [(own.cache, own.factors)]
    except (StudentFault, AssertionError):
        pass
    return list(_made(rng, x, param))


def _looks_wrong(own: Dropped) -> bool:
    """Whether there is no cache, or one of the usual layout whose mask the output does not show."""
    if own.cache is None:
        return True
    pair = isinstance(own.cache, (tuple, list)) and len(own.cache) == 2
    mask = own.cache[1] if pair else None
    if not isinstance(mask, np.ndarray) or mask.dtype.kind not in "biuf":
        return False
    return mask.shape == own.x.shape and bool(((mask != 0) != own.kept).any())


def is_dropout(factors: np.ndarray, param: dict[str, Any]) -> bool:
    """Whether these are the factors of right dropout."""
    if param["mode"] == "test" or param["p"] == 1:
        return mismatch(factors, np.ones(factors.shape), rtol=1e-6) is None
    kept = factors != 0
    return bool(kept.any() and not kept.all()) and scale_words(factors[kept], param["p"]) is None


def _made(
    rng: np.random.Generator, x: np.ndarray, param: dict[str, Any]
) -> Iterator[tuple[Any, np.ndarray]]:
    if param["mode"] == "test":
        yield (param, None), np.ones(x.shape)
        return
    mask = rng.random(x.shape) < param["p"]
    mask.flat[:2] = [True, param["p"] == 1]
    for cached in (mask / param["p"], mask, mask.astype(float)):
        yield (param, cached), mask / param["p"]
