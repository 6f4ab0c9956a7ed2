"""Compares what a submission did with what the known mistakes do."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.sandbox.answer_sketch import Sketch, same_call
from autograder.testing.results import Check, Outcome

# words that many mistakes have in common: only the numbers tell these apart
VAGUE = re.compile(
    r"too (?:large|small)\.|is wrong (?:in|for|where)|is nearly right|is off by one and the same|"
    r"a number of its own"
)
COUNTS = re.compile(r"\d+ of (?:the )?\d+|\d+%")  # these change with the draws
NOT_FINITE = re.compile(r"is (?:NaN|infinite)")  # divided by zero: no two codes do that alike
# in otherwise sound code other exceptions tell what could not be computed; these tell nothing
OF_NAMES = ("NameError", "ImportError", "ModuleNotFoundError", "SyntaxError")


@dataclass(frozen=True)
class Trace:
    """What is kept of one check: how it ended, in which words, and what the code had answered."""

    outcome: str
    words: str
    answers: list[Sketch]
    raised: bool = False  # the words are those of an exception
    computing: bool = False  # and it tells what could not be computed
    drawn: bool = False  # whether how it ends depends on the way in which the code draws

    @property
    def telling(self) -> bool:
        """Whether the words name a mistake by themselves."""
        return bool(self.words) and not VAGUE.search(self.words)


Behaviour = Mapping[str, Trace]


@dataclass(frozen=True)
class Matched:
    """How well a behaviour fits: the checks that agree in their very numbers, and in words."""

    numbers: int
    words: int


def traced(checks: Iterable[Check]) -> dict[str, Trace]:
    """Return the behaviour of an exercise from its graded checks."""
    return {check.name: _trace(check) for check in checks}


def as_json(behaviour: Behaviour) -> dict[str, Any]:
    """Return a behaviour as JSON can hold it."""
    return {name: list(vars(trace).values()) for name, trace in behaviour.items()}


def from_json(kept: Mapping[str, Any]) -> dict[str, Trace]:
    """Return the behaviour that `as_json` was given."""
    return {name: Trace(*fields) for name, fields in kept.items()}


def match(found: Behaviour, known: Behaviour, strictly: bool = False) -> Matched | None:
    """Return how `found` fits a known mistake; None where it does something else.

    All checks must end alike. Where both fail, it must be with the same numbers, or in the same
    words, if these name a mistake. One exception is as good as another where the rest of
    the code is sound: then it tells where, not how. A division by zero and a failing check that
    depends on the way to draw say nothing. ``strictly``: words and numbers must agree throughout.
    """
    sound = 2 * sum(trace.outcome == Outcome.PASS for trace in found.values()) >= len(found)
    numbers = words = 0
    for name, trace in found.items():
        other = known.get(name)
        if other is None or not _end_alike(trace, other):
            return None
        if trace.outcome != Outcome.FAIL or trace.drawn or _not_finite(trace, other):
            continue
        same_words = trace.words == other.words
        alike = same_words or (sound and not strictly and _both_raised(trace, other))
        if _same_numbers(trace, other, exactly=not alike) and (alike or not trace.raised):
            numbers += 1
        elif same_words and trace.telling and not strictly:
            words += 1
        else:
            return None
    return Matched(numbers, words) if numbers + words else None


def _end_alike(found: Trace, known: Trace) -> bool:
    return found.outcome == known.outcome or (found.drawn and found.outcome == Outcome.FAIL)


def _both_raised(one: Trace, other: Trace) -> bool:
    return one.computing and other.computing


def _not_finite(one: Trace, other: Trace) -> bool:
    return any(NOT_FINITE.search(trace.words) for trace in (one, other))


def _same_numbers(one: Trace, other: Trace, exactly: bool) -> bool:
    """Compare the answers; unless ``exactly``, further keys of a dictionary do not count."""
    pairs = zip(one.answers, other.answers, strict=False)
    same_length = len(one.answers) == len(other.answers)
    return same_length and all(same_call(a, b, exactly) for a, b in pairs)


def _trace(check: Check) -> Trace:
    if check.outcome is not Outcome.FAIL:
        return Trace(str(check.outcome), "", [], drawn=check.drawn)
    words = COUNTS.sub("…", check.rationale.replace(check.place, ""))
    computing = bool(check.exception) and check.exception not in OF_NAMES
    return Trace(
        str(check.outcome), words, list(check.answers), bool(check.cause), computing, check.drawn
    )
