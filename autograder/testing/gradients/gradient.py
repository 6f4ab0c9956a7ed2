"""A look at one gradient: which of its entries are wrong, and in which way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.testing.compare import count, pattern, read, same_numbers
from autograder.testing.gradients.panel import (
    COARSE,
    MOST,
    Panel,
    as_table,
    blocked,
    drawn,
    is_explained,
)
from autograder.testing.gradients.places import place_words
from autograder.testing.gradients.states import State, classify
from autograder.testing.gradients.terms import term_words

Arrays = Mapping[str, np.ndarray]


def look(
    name: str,
    got: Any,
    right: np.ndarray,
    *,
    terms: Arrays | None = None,
    extras: Arrays | None = None,
    regions: Arrays | None = None,
    axes: tuple[str, ...] = ("row", "column"),
    many: int = 0,
    rtol: float = 1e-7,
    atol: float = 1e-9,
) -> Panel:
    """Compare one gradient with the right one, an array of finite real numbers of any shape.

    ``got`` may be anything at all. Of the right gradient's shape are ``terms``, which it contains,
    by their names ("the penalty λ/m · W2"); ``extras``, which it must not contain; and ``regions``,
    boolean, by where they are ("where the ReLU is off"). ``axes``: what its rows and columns are
    (for a vector: its entries). ``many``: the number of examples, called m. Raises nothing.
    """
    right = np.asarray(right, dtype=float)
    tolerance = atol + rtol * np.abs(right)
    value, words = read(got, right.shape)
    # a student's 1e308 must not warn
    with np.errstate(all="ignore"):
        if value.shape != right.shape:
            if value.size == right.size:
                words += same_numbers(value, right, tolerance)
            seen = _Seen(words, np.full(right.shape, State.UNREADABLE), True)
        else:
            states, factor = classify(value, right, tolerance, atol)
            if words or not states.any():
                seen = _Seen(words, states, not words)
            else:
                none, where = np.abs(right) <= atol, regions or {}
                case = _Case(value, right, tolerance, states, none, where)
                told = case.by_term(terms or {}, extras or {}, many) or case.all_over(many)
                seen = told or case.by_place(axes, factor)
    grid, block = blocked(drawn(seen.states), MOST if seen.in_order else COARSE)
    wrong = int(seen.states.astype(bool).sum())
    return Panel(name, seen.words, grid, not wrong, right.shape, axes, block, wrong=wrong)


@dataclass(frozen=True)
class _Seen:
    """What is said and drawn of a gradient; without order in it, it is drawn coarsely."""

    words: str
    states: np.ndarray
    in_order: bool


@dataclass(frozen=True)
class _Case:
    """A wrong gradient, the right one, and what each entry is."""

    value: np.ndarray
    right: np.ndarray
    tolerance: np.ndarray
    states: np.ndarray
    none: np.ndarray  # where the right one is zero
    regions: Arrays

    def by_term(self, terms: Arrays, extras: Arrays, many: int) -> _Seen | None:
        difference = self.value - self.right
        told = term_words(difference, self.tolerance, terms, extras, many)
        return _Seen(told, self._all(State.TERM), True) if told else None

    def all_over(self, many: int) -> _Seen | None:
        if many > 1 and (np.abs(self.value / many - self.right) <= self.tolerance).all():
            told = f"is {many} times too large, as if the division by m were missing"
            return _Seen(told, self._all(State.FACTOR), True)
        words = pattern(self.value, self.right, self.tolerance)
        return _Seen(words, self.states, self._in_order()) if words else None

    def by_place(self, axes: tuple[str, ...], factor: float) -> _Seen:
        lines = (axes[0], axes[1]) if len(axes) == 2 else ("row", (*axes, "column")[0])
        regions = {where: as_table(region) for where, region in self.regions.items()}
        told = place_words(as_table(self.states), as_table(self.none), regions, lines, factor)
        words = told or count(self.value, self.right, self.tolerance)
        return _Seen(words, self.states, self._in_order())

    def _all(self, kind: State) -> np.ndarray:
        return np.where(self.states == State.RIGHT, State.RIGHT, kind)

    def _in_order(self) -> bool:
        rows, columns = np.indices(as_table(self.states).shape)
        none = as_table(self.none)
        parts = enumerate([none, *map(as_table, self.regions.values())])
        branches = sum((2**n * part for n, part in parts), np.zeros(none.shape, dtype=int))
        groupings = [branches, 2 * rows + none, 2 * columns + none]
        return is_explained(as_table(self.states), groupings)
