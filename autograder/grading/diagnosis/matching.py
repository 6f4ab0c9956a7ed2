"""Compares what a submission did with what the known mistakes do."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from autograder.sandbox.answer_sketch import Sketch, same_call
from autograder.testing.results import Check, Outcome

# words that many mistakes have in common: only the numbers tell these apart
VAGUE = re.compile(
    r"is too (?:large|small)\.|is wrong (?:in|for|where)|is nearly right|"
    r"is off by the same amount|a number of its own|by something other than"
)
COUNTS = re.compile(r"\d+ of (?:the )?\d+|\d+%")  # these change with the draws
NOT_FINITE = re.compile(r"is (?:NaN|infinite)|too large by a factor of [\d.]+e\+\d+")
LINE = re.compile(r"line \d+ of ")


@dataclass(frozen=True)
class Trace:
    """What is kept of one check: how it ended, in which words, and what the code had answered.

    The answers of known mistakes stay JSON until they are compared, as few of them ever are: as
    objects they take four times the room, and half of a first submission's time to read.
    """

    outcome: str
    words: str
    answers: list[Sketch | str]
    raised: bool = False  # the words are not the suite's: the code did not get as far
    reason: str = ""  # why and where an exception was raised, in a form that other code shares
    drawn: bool = False  # whether how it ends depends on the way in which the code draws

    @property
    def divided_by_zero(self) -> bool:
        """Whether that is what it shows, or nearly that: no two codes do it alike."""
        if self.raised:
            return "division by zero" in self.reason
        return bool(NOT_FINITE.search(self.words))

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
    return {check.name: trace_of(check) for check in checks}


def compact(behaviour: Behaviour) -> dict[str, Trace]:
    """Return a behaviour with its answers as JSON."""
    return {
        name: replace(trace, answers=[*map(_text, trace.answers)])
        for name, trace in behaviour.items()
    }


def as_json(behaviour: Behaviour) -> dict[str, Any]:
    """Return a behaviour as JSON can hold it."""
    return {name: list(vars(trace).values()) for name, trace in compact(behaviour).items()}


def from_json(kept: Mapping[str, Any]) -> dict[str, Trace]:
    """Return the behaviour that `as_json` was given."""
    return {name: Trace(*fields) for name, fields in kept.items()}


def match(found: Behaviour, known: Behaviour, strictly: bool = False) -> Matched | None:
    """Return how `found` fits a known mistake; None where it does something else.

    All checks must end alike. Where both fail, it must be with the same numbers, or in the same
    words, if these name a mistake. Where the rest of the code is sound, exceptions agree that are
    raised by the same call and for the same reason. A division by zero and a failing check that
    depends on the way to draw say nothing. ``strictly``: words and numbers must agree throughout.
    """
    if not found.keys() <= known.keys():
        return None
    sound = _is_sound(found)
    numbers = words = 0
    for name, trace in found.items():
        agrees = _agreement(trace, known[name], sound, strictly)
        if agrees is None:
            return None
        numbers, words = numbers + agrees.numbers, words + agrees.words
    return Matched(numbers, words) if numbers + words else None


def differs(found: Behaviour, known: Behaviour, strictly: bool) -> bool:
    """Tell whether one of the checks that are ``known`` so far rules out a match."""
    sound = _is_sound(found)
    return any(_agreement(found[name], known[name], sound, strictly) is None for name in known)


def _is_sound(found: Behaviour) -> bool:
    return 2 * sum(trace.outcome == Outcome.PASS for trace in found.values()) >= len(found)


def _agreement(trace: Trace, other: Trace, sound: bool, strictly: bool) -> Matched | None:
    """Return in what one check agrees, if anything; None where it differs."""
    if not _end_alike(trace, other):
        return None
    if trace.outcome != Outcome.FAIL or trace.drawn:
        return Matched(0, 0)
    if trace.divided_by_zero or other.divided_by_zero:
        return Matched(0, 0)
    raised = trace.raised or other.raised
    same = trace.words == other.words
    if raised:
        same = _raised_alike(trace, other, sound and not strictly)
    if (same or not raised) and _same_numbers(trace, other, exactly=not same):
        return Matched(1, 0)
    return Matched(0, 1) if same and trace.telling and not strictly else None


def shows(known: Behaviour, found: Behaviour) -> bool:
    """Tell whether a failing check shows a known mistake as it is alone: its words or numbers."""
    return any(
        trace.outcome == known[name].outcome == Outcome.FAIL
        and not trace.drawn
        and _shown(trace, known[name])
        for name, trace in found.items()
    )


def _shown(trace: Trace, known: Trace) -> bool:
    if trace.raised or known.raised:
        return bool(trace.reason) and trace.reason == known.reason
    same_words = trace.telling and trace.words == known.words
    return same_words or _same_numbers(trace, known, exactly=False)


def _end_alike(found: Trace, known: Trace) -> bool:
    return found.outcome == known.outcome or (found.drawn and found.outcome == Outcome.FAIL)


def _raised_alike(one: Trace, other: Trace, sound: bool) -> bool:
    """Tell whether both were stopped by one exception, in the same of the check's calls."""
    same = one.words == other.words if not sound else one.reason == other.reason
    return bool(one.reason) and same and len(one.answers) == len(other.answers)


def _same_numbers(one: Trace, other: Trace, exactly: bool) -> bool:
    """Compare the answers; unless ``exactly``, further keys of a dictionary do not count."""
    pairs = zip(map(_sketch, one.answers), map(_sketch, other.answers), strict=False)
    same_length = len(one.answers) == len(other.answers)
    return same_length and all(same_call(a, b, exactly) for a, b in pairs)


def _text(answer: Sketch | str) -> str:
    return answer if isinstance(answer, str) else json.dumps(answer)


def _sketch(answer: Sketch | str) -> Any:
    return json.loads(answer) if isinstance(answer, str) else answer


def trace_of(check: Check) -> Trace:
    """Return what is kept of a graded check."""
    if check.outcome is not Outcome.FAIL:
        return Trace(str(check.outcome), "", [], drawn=check.drawn)
    words = COUNTS.sub("…", check.rationale.replace(check.place, ""))
    return Trace(
        str(check.outcome), words, list(check.answers), bool(check.cause), _reason(check),
        check.drawn,
    )  # fmt: skip


def _reason(check: Check) -> str:
    """Return why an exception was raised and in which function; empty where that is not told."""
    return check.exception and f"{check.exception}{LINE.sub('', check.place)}"
