"""Which exercises of a recorded grade a change affects, and what has changed, in words."""

from dataclasses import dataclass
from typing import Any

from autograder.commands.regrade.record import Catalogue, Kept, Record, keep
from autograder.course.course import Assignment
from autograder.course.settings import Grading
from autograder.grading.receipts.dependencies import of_exercises
from autograder.grading.receipts.hashes import of_suites
from autograder.grading.receipts.receipt import Receipt, environment, graded_by
from autograder.sandbox.limits import Level

# what of a receipt concerns all exercises, and what is said where it has changed
WHOLE = {
    "engine": "a change of the autograder",
    "seed": "another seed",
    "limits": "other limits",
    "shared": "a change of what all suites share",
    "submission": "a change of the cells that run with it",
}
PER_EXERCISE = {
    "checks": "a change of its suite or reference",
    "mistakes": "a change of its known mistakes",
}
OLDER = "a receipt of an older version"
WEAKER = "isolation weaker than is asked for now"
ELSEWHERE = "a grade by other versions of Python or NumPy, and a change besides"
NEW = "an exercise that is new"
OTHER_WORDS = "feedback that no longer fits"


@dataclass(frozen=True)
class Now:
    """What grades depend on as it stands now. ``state``: as a receipt has it, without submission;
    ``points``: of each exercise, in the order of the notebook.
    """

    state: Receipt
    points: dict[str, float]
    lowest: Level

    @classmethod
    def of(cls, assignment: Assignment, settings: Grading) -> "Now":
        """Read the course; CourseError where the source notebook cannot be read."""
        state = graded_by(of_suites(assignment), settings.seed, settings.limits)
        state |= of_exercises(assignment)
        return cls(state, dict(assignment.points), Level.named(settings.isolation))


def needed(
    record: Record, now: Now, submission: str, catalogue: Catalogue
) -> tuple[dict[str, str], dict[str, Kept]]:
    """Return the exercises that must run again, each with the reason, and what stays of the others.

    ``submission``: the hash of the code as it would run now.
    """
    why, kept = affected(record.result, now, submission), {}
    for exercise, points in now.points.items():
        if exercise not in why:
            kept[exercise] = keep(record, exercise, points, catalogue.get(exercise, {}))
    if lost := [exercise for exercise, found in kept.items() if not found]:
        why |= dict.fromkeys(lost, OTHER_WORDS)
        if record.receipt["environment"] != environment():
            why = dict.fromkeys(now.points, ELSEWHERE)
    return why, {name: found for name, found in kept.items() if found and name not in why}


def outdated(receipt: Receipt, now: Now, submission: str) -> bool:
    """Tell whether anything that a grade depends on has changed, affecting exercises or not."""
    state = now.state | {"submission": submission}
    changed = any(receipt.get(name) != value for name, value in state.items())
    return changed or bool(_whole(receipt, now, submission))


def affected(record: dict[str, Any], now: Now, submission: str) -> dict[str, str]:
    """Return the exercises whose code must run again, each with the reason.

    ``record``: a result as grading has left it; ``submission``: the hash of the code as it would
    run now. Points alone affect none. What was graded on another machine is graded as a whole,
    for a receipt names one.
    """
    receipt = record.get("receipt") or {}
    if why := _whole(receipt, now, submission):
        return dict.fromkeys(now.points, why)
    found = _single(record, receipt, now)
    if found and receipt.get("environment") != environment():
        return dict.fromkeys(now.points, ELSEWHERE)
    return found


def _whole(receipt: Receipt, now: Now, submission: str) -> str:
    if not receipt.get("checks") or not receipt.get("mistakes"):
        return OLDER
    state = now.state | {"submission": submission}
    for name, words in WHOLE.items():
        if receipt.get(name) != state[name]:
            return words
    try:
        return WEAKER if Level.named(receipt["isolation"]) < now.lowest else ""
    except (KeyError, ValueError):
        return OLDER


def _single(record: dict[str, Any], receipt: Receipt, now: Now) -> dict[str, str]:
    known = {each["exercise"]: each for each in record["exercises"]}
    found = {}
    for exercise in now.points:
        if exercise not in known:
            found[exercise] = NEW
            continue
        for name, words in PER_EXERCISE.items():
            if name == "mistakes" and known[exercise]["outcome"] in ("pass", "error"):
                continue  # there is no mistake to name
            if receipt[name].get(exercise) != now.state[name][exercise]:
                found.setdefault(exercise, words)
    return found
