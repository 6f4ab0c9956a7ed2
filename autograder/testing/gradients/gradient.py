"""A look at one gradient: which of its entries are wrong, and in which way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.sandbox.bits import choice
from autograder.testing.compare import count, pattern, read, same_numbers
from autograder.testing.gradients.panel import (
    COARSE,
    MOST,
    STATES,
    Panel,
    as_table,
    blocked,
    drawn,
    explained,
    pattern_bits,
)
from autograder.testing.gradients.places import place_words
from autograder.testing.gradients.states import State, classify
from autograder.testing.gradients.terms import term_words

# words that leave it open which entries they mean
SOME = re.compile(r" in \d+ of |\d of the \d|one entry")
# the states of one group, where all entries hang together
EVERYWHERE = np.zeros(1, dtype=int)

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
            seen = _Seen(words, np.full(right.shape, State.UNREADABLE), EVERYWHERE)
        else:
            states, factor = classify(value, right, tolerance, atol)
            if words or not states.any():
                seen = _Seen(words, states, None if words else EVERYWHERE)
            else:
                none, where = np.abs(right) <= atol, regions or {}
                case = _Case(value, right, tolerance, states, none, where)
                told = case.by_term(terms or {}, extras or {}, many) or case.all_over(many)
                seen = told or case.by_place(axes, factor)
    grid, block = blocked(drawn(seen.states), COARSE if seen.groups is None else MOST)
    wrong = int(seen.states.astype(bool).sum())
    return Panel(
        name, seen.words, grid, not wrong, right.shape, axes, block, "", wrong, seen.bits(grid)
    )


@dataclass(frozen=True)
class _Seen:
    """What is said and drawn of a gradient.

    ``groups``: the states of the groups that explain where it is wrong; None without order in it.
    ``exact``: the words alone say of each entry what it is.
    """

    words: str
    states: np.ndarray
    groups: np.ndarray | None
    exact: bool = False

    def bits(self, grid: tuple[tuple[State, ...], ...]) -> float:
        """Return what the grid can carry to whoever has read the words."""
        if self.exact:
            return choice(len(STATES))
        return pattern_bits(np.asarray(grid) if self.groups is None else self.groups)


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
        return _Seen(told, self._all(State.TERM), EVERYWHERE) if told else None

    def all_over(self, many: int) -> _Seen | None:
        if many > 1 and (np.abs(self.value / many - self.right) <= self.tolerance).all():
            told = f"is too large by a factor of {many}, as if the division by m were missing"
            return _Seen(told, self._all(State.FACTOR), EVERYWHERE)
        words = pattern(self.value, self.right, self.tolerance)
        return _Seen(words, self.states, self._order(), "nearly" not in words) if words else None

    def by_place(self, axes: tuple[str, ...], factor: float) -> _Seen:
        lines = (axes[0], axes[1]) if len(axes) == 2 else ("row", (*axes, "column")[0])
        regions = {where: as_table(region) for where, region in self.regions.items()}
        told = place_words(as_table(self.states), as_table(self.none), regions, lines, factor)
        words = told or count(self.value, self.right, self.tolerance)
        kinds = np.unique(self.states[self.states != State.RIGHT]).size
        exact = bool(told) and kinds == 1 and not SOME.search(words)
        return _Seen(words, self.states, self._order(), exact)

    def _all(self, kind: State) -> np.ndarray:
        return np.where(self.states == State.RIGHT, State.RIGHT, kind)

    def _order(self) -> np.ndarray | None:
        rows, columns = np.indices(as_table(self.states).shape)
        none = as_table(self.none)
        parts = enumerate([none, *map(as_table, self.regions.values())])
        branches = sum((2**n * part for n, part in parts), np.zeros(none.shape, dtype=int))
        groupings = [branches, 2 * rows + none, 2 * columns + none]
        return explained(as_table(self.states), groupings)
