"""Words for the places where a gradient is wrong: regions, rows, columns."""

from collections.abc import Mapping

import numpy as np

from autograder.testing.compare import factor_words
from autograder.testing.gradients.states import State

VERBS = {
    State.SIGN: "has the wrong sign",
    State.WRONG: "is wrong",
    State.ZERO: "is zero",
    State.NOT_ZERO: "is not zero",
}
CHANCE = 0.5  # above it, that all wrong entries lie in a region says nothing
UNLIKELY = 0.01
FEW = 6  # rows or columns that are listed one by one


def place_words(
    states: np.ndarray,
    none: np.ndarray,
    regions: Mapping[str, np.ndarray],
    axes: tuple[str, str],
    factor: float,
) -> str | None:
    """Say where a gradient is wrong, and how; None where there is no order in it.

    All arrays are tables of one shape; ``none``: where the right gradient is zero.
    """
    kinds = [State(kind) for kind in np.unique(states) if kind != State.RIGHT]
    if State.UNREADABLE in kinds:
        return None
    verbs = {**VERBS, **({State.FACTOR: factor_words(factor)} if factor else {})}
    wrong = states != State.RIGHT
    told = _in_region(VERBS[State.WRONG], wrong, _fitting(State.WRONG, regions, none), UNLIKELY)
    # as with a mask turned inside out
    if len(kinds) == 2 and not told:
        parts = [
            _in_region(verbs[kind], states == kind, _fitting(kind, regions, none), 1)
            for kind in kinds
        ]
        if all(parts):
            return ", and ".join(filter(None, parts))
    kind = kinds[0] if len(kinds) == 1 else State.WRONG
    told = _in_region(verbs[kind], wrong, _fitting(kind, regions, none))
    told = told or _in_lines(verbs[kind], wrong, none if kind is State.NOT_ZERO else ~none, axes)
    return told and told + ("" if "all of them" in told else ", and right everywhere else")


def _fitting(
    kind: State, regions: Mapping[str, np.ndarray], none: np.ndarray
) -> list[tuple[str, np.ndarray]]:
    """The regions, small ones first; where something should be zero, those that make it zero."""
    small = sorted(regions.items(), key=lambda pair: float(pair[1].mean()))
    if kind is State.NOT_ZERO:
        small.sort(key=lambda pair: bool((pair[1] & ~none).any()))
    return small


def _in_region(
    verb: str, wrong: np.ndarray, regions: list[tuple[str, np.ndarray]], chance: float = CHANCE
) -> str | None:
    """The first region that holds all that is wrong, unless by too much of a chance it would."""
    count = int(wrong.sum())
    for where, region in regions:
        if (wrong == region).all():
            return f"{verb} {where}"
    for where, region in regions:
        if not (wrong & ~region).any() and float(region.mean()) ** count <= chance:
            how = f"{count} of {wrong.size} entries, all of them" if count > 1 else "one entry,"
            return f"{verb} in {how} {where}"
    return None


def _in_lines(verb: str, wrong: np.ndarray, could: np.ndarray, axes: tuple[str, str]) -> str | None:
    """Whole rows or whole columns; ``could``: where a mistake like this one would show."""
    for axis, noun in enumerate(axes):
        lines = wrong.any(axis=1 - axis)
        seen = wrong | ~could if axis == 0 else (wrong | ~could).T
        if lines.size > 1 and not lines.all() and seen[lines].all():
            return f"{verb} for {_counted(np.flatnonzero(lines) + 1, lines.size, noun)}"
    return None


def _counted(numbers: np.ndarray, whole: int, noun: str) -> str:
    nouns = plural(noun, numbers.size)
    if numbers.size > FEW:
        return f"{numbers.size} of the {whole} {nouns}"
    return f"{nouns} {listed(list(map(str, numbers)))} of {whole} (counted from 1)"


def plural(noun: str, number: int) -> str:
    """Return "unit" for one, "units" for more; "bias" and "biases"."""
    if number == 1:
        return noun
    return f"{noun}es" if noun.endswith("s") else f"{noun}s"


def listed(names: list[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
