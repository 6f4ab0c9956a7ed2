"""Compares what a submission did with what the known mistakes do."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.diagnosis.sketch import Sketch, same_call
from autograder.outcome import Check, Outcome

# words that many mistakes have in common: only the numbers tell these apart
VAGUE = re.compile(r"too (?:large|small)\.|is wrong in|is nearly right|is off by one and the same")
COUNTS = re.compile(r"\d+ of (?:the )?\d+|\d+%")  # these change with the draws
PLACE = re.compile(r" \(line \d+ of the cell `[^`]*`\)")  # where an exception was raised


@dataclass(frozen=True)
class Trace:
    """What is kept of one check: how it ended, in which words, and what the code had answered."""

    outcome: str
    words: str
    answers: list[Sketch]
    raised: bool = False  # the words are those of an exception
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


def match(found: Behaviour, known: Behaviour) -> Matched | None:
    """Return how `found` fits a known mistake; None where it does something else.

    All checks must end alike. Where both fail, it must be in the same words, and with the same
    numbers unless the words name a mistake. One exception is as good as another where the rest of
    the code is sound: then it tells where, not how. What depends on the way to draw says nothing.
    """
    sound = 2 * sum(trace.outcome == Outcome.PASS for trace in found.values()) >= len(found)
    numbers = words = 0
    for name, trace in found.items():
        other = known.get(name)
        if other is None or (trace.outcome != other.outcome and not trace.drawn):
            return None
        if trace.outcome != Outcome.FAIL or trace.drawn:
            continue
        alike = trace.words == other.words or (sound and trace.raised and other.raised)
        if alike and _same_numbers(trace, other):
            numbers += 1
        elif trace.words == other.words and trace.telling:
            words += 1
        else:
            return None
    return Matched(numbers, words) if numbers + words else None


def _same_numbers(one: Trace, other: Trace) -> bool:
    pairs = zip(one.answers, other.answers, strict=False)
    return len(one.answers) == len(other.answers) and all(same_call(a, b) for a, b in pairs)


def _trace(check: Check) -> Trace:
    if check.outcome is not Outcome.FAIL:
        return Trace(str(check.outcome), "", [], drawn=check.drawn)
    words = PLACE.sub("", COUNTS.sub("…", check.rationale))
    return Trace(
        str(check.outcome), words, list(check.answers), bool(check.cause), check.drawn
    )
