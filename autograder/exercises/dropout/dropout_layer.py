"""Calls of a student's dropout layer, read without a prejudice about its draws or its cache."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercises.dropout_masks import scale_words
from autograder.testing import StudentFault, as_real, describe, draw_once, mismatch

Given = tuple[np.ndarray, dict[str, Any]]  # x and dropout_param of a call


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

    def is_divided_by(self, p: float) -> bool:
        """Whether each entry is zero or x / p."""
        right = np.where(self.kept, self.x / p, 0)
        slack = 1e-6 if self.x.dtype == np.float64 else 1e-5
        return bool((np.abs(self.out - right) <= slack * np.abs(right)).all())

    @property
    def factors(self) -> np.ndarray:
        """What each entry was multiplied with, which is also the slope of this call."""
        return self.out / self.x


@draw_once
def away_from_zero(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Random numbers of both signs, none of them near zero: a zero in the output was dropped."""
    return rng.uniform(0.5, 2, shape) * rng.choice([-1, 1], shape)


def drawn_p(rng: np.random.Generator, least: float = 0.25, most: float = 0.75) -> float:
    """A p from a continuous range: none can be foreseen."""
    return float(rng.uniform(least, most))


def drawn_seed(rng: np.random.Generator) -> int:
    """A seed as people choose them, or as long as may be."""
    return int(rng.integers(1, 2 ** int(rng.choice([7, 14, 31]))))


@draw_once
def ordinary_inputs(rng: np.random.Generator, number: int, axes: int = 2) -> tuple[Any, ...]:
    """Inputs as calls have them: of many sizes, in either precision, some of them views."""
    return tuple(_ordinary_input(rng, axes, 1) for _ in range(number))


@draw_once
def ordinary_batches(rng: np.random.Generator, number: int) -> tuple[Any, ...]:
    """The same, of two axes, with the notebook's batch of a hidden layer somewhere among them."""
    found = list(ordinary_inputs(rng, number - 1))
    found.insert(int(rng.integers(number)), away_from_zero(rng, 100, 500).astype(np.float32))
    return tuple(found)


@draw_once
def telling_inputs(rng: np.random.Generator, number: int, axes: int = 2) -> tuple[Any, ...]:
    """The same, each with so many entries that dropout keeps some and drops others."""
    return tuple(_ordinary_input(rng, axes, 80) for _ in range(number))


def _ordinary_input(rng: np.random.Generator, axes: int, least: int) -> np.ndarray:
    shape = rng.integers(1, 13 if axes == 2 else 7, axes).tolist()
    shape[0] = max(shape[0], -(-least // int(np.prod(shape[1:]))))
    x = away_from_zero(rng, *shape)
    if rng.random() < 0.3:
        x = x.astype(np.float32)
    return x.T.copy().T if rng.random() < 0.2 else x


def settings(p: float, mode: str = "train", seed: int | None = None) -> dict[str, Any]:
    """The dictionary dropout_param."""
    return {"p": p, "mode": mode} | ({} if seed is None else {"seed": seed})


def tried(x: np.ndarray, param: dict[str, Any], *others: float) -> str:
    """What a rationale says about the inputs: shape and settings, never values.

    ``others``: further p that the same was tried with.
    """
    seed = ", with a seed" if "seed" in param else ""
    kind = "" if x.dtype == np.float64 else f" ({x.dtype})"
    mode = f'mode "{param["mode"]}"'
    p = " and ".join(f"{each:.3g}" for each in (param["p"], *others))
    return f"(Tried with x of shape {x.shape}{kind}, p = {p}, {mode}{seed}.)"


def forward(student: Any, x: np.ndarray, param: dict[str, Any]) -> Dropped:
    """Call the student's dropout_forward and read what returns."""
    return _read(student.dropout_forward(x, param), x, param)


def forward_each(student: Any, rng: np.random.Generator, calls: Sequence[Given]) -> list[Dropped]:
    """Do so for several calls, made in one request and in a random order."""
    order = rng.permutation(len(calls)).tolist()
    found = student.dropout_forward.each(*(calls[place] for place in order))
    done = dict(zip(order, found, strict=True))
    return [_read(done[place], *call) for place, call in enumerate(calls)]


def _read(value: Any, x: np.ndarray, param: dict[str, Any]) -> Dropped:
    context = tried(x, param)
    pair = isinstance(value, (tuple, list)) and len(value) == 2
    assert pair, f"The function should return out and the cache, not {describe(value)}. {context}"
    out = as_real(value[0], x.shape, "The output", context)
    return Dropped(out, value[0], value[1], x, context)


def right_caches(
    student: Any, rng: np.random.Generator, x: np.ndarray, param: dict[str, Any]
) -> list[tuple[Any, np.ndarray]]:
    """Caches to feed a backward pass with, and what each entry of x was multiplied with.

    The student's own where the own forward pass is right, so that its layout does not matter.
    Otherwise, so that a wrong forward pass costs nothing here, right ones in the usual layouts, the
    student's own layout first; and the own cache too where only the own backward pass may
    understand it.
    """
    try:
        own = forward(student, x, param)
    except (StudentFault, AssertionError):
        return list(_made(rng, x, param))
    return _beside_own(own, rng, x, param)


def right_caches_each(
    student: Any, rng: np.random.Generator, calls: Sequence[Given]
) -> list[list[tuple[Any, np.ndarray]]]:
    """The same for several calls, the forward passes in one request."""
    try:
        done = forward_each(student, rng, calls)
    except (StudentFault, AssertionError):
        return [right_caches(student, rng, *call) for call in calls]
    return [_beside_own(own, rng, *call) for own, call in zip(done, calls, strict=True)]


def _beside_own(
    own: Dropped, rng: np.random.Generator, x: np.ndarray, param: dict[str, Any]
) -> list[tuple[Any, np.ndarray]]:
    given = (own.cache, own.factors)
    if is_dropout(own.factors, param):
        return [given, *_made(rng, x, param)] if _looks_wrong(own) else [given]
    made = _made(rng, x, param, like=_mask_of(own))
    return list(made) if _is_usual(own, param) else [given, *made]


def _mask_of(own: Dropped) -> np.ndarray | None:
    """The mask in a cache (dropout_param, mask), where there is one that can be read."""
    pair = isinstance(own.cache, (tuple, list)) and len(own.cache) == 2
    mask = own.cache[1] if pair else None
    readable = isinstance(mask, np.ndarray) and mask.dtype.kind in "biuf"
    return mask if readable and mask.shape == own.x.shape else None


def _is_usual(own: Dropped, param: dict[str, Any]) -> bool:
    """Whether a cache is (dropout_param, mask), or the forward pass no dropout of any scale."""
    if (
        isinstance(own.cache, (tuple, list))
        and len(own.cache) == 2
        and isinstance(own.cache[0], dict)
    ):
        return True
    kept = own.kept
    dropped = bool(kept.any() and not kept.all())
    factors = own.factors[kept]
    return param["mode"] == "train" and not (
        dropped and np.allclose(factors, factors[0], rtol=1e-6)
    )


def _looks_wrong(own: Dropped) -> bool:
    """Whether there is no cache, or one of the usual layout whose mask the output does not show."""
    if own.cache is None:
        return True
    mask = _mask_of(own)
    return mask is not None and bool(((mask != 0) != own.kept).any())


def is_dropout(factors: np.ndarray, param: dict[str, Any]) -> bool:
    """Whether these are the factors of right dropout."""
    if param["mode"] == "test" or param["p"] == 1:
        return mismatch(factors, np.ones(factors.shape), rtol=1e-6) is None
    kept = factors != 0
    return bool(kept.any() and not kept.all()) and scale_words(factors[kept], param["p"]) is None


def _made(
    rng: np.random.Generator, x: np.ndarray, param: dict[str, Any], like: np.ndarray | None = None
) -> Iterator[tuple[Any, np.ndarray]]:
    """Right caches; first the one whose mask is scaled, or not, as a student's own mask is."""
    if param["mode"] == "test":
        yield (param, None), np.ones(x.shape)
        return
    mask = rng.random(x.shape) < param["p"]
    mask.flat[:2] = [True, param["p"] == 1]
    layouts = [mask / param["p"], mask, mask.astype(float)]
    if like is not None and like.any() and not like.all() and np.isin(like, (0, 1)).all():
        layouts = [mask.astype(like.dtype), *layouts]
    for cached in layouts:
        yield (param, cached), mask / param["p"]
