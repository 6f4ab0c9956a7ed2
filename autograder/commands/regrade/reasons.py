"""Why a recorded grade may no longer hold: its receipt against the course as it stands now."""

from dataclasses import dataclass

from autograder.commands.regrade.record import Record
from autograder.course.course import Assignment
from autograder.course.ordinary import runs_outside
from autograder.course.settings import Grading
from autograder.gradebook.state_now import state_now
from autograder.grading.receipts.dependencies import exercise_hashes
from autograder.grading.receipts.receipt import Receipt
from autograder.sandbox.limits import Level

# what of a receipt concerns all exercises, and what is said where it has changed
WHOLE = {
    "engine": "a change in the autograder",
    "seed": "another seed",
    "limits": "other limits",
    "shared": "a change in what all suites share",
    "submission": "a change in the cells that run with it",
}
SUITE = "a change in its suite or reference"
MISTAKES = "a change in its known mistakes"
POINTS = "other points"
OLDER = "a receipt of an older version"
WEAKER = "isolation weaker than is now required"
NEW = "a new exercise"
OTHER = "a change in the course"


@dataclass(frozen=True)
class Now:
    """What grades depend on as it stands now. ``state``: as a receipt has it, without submission;
    ``points``: of each exercise, in the order of the notebook; ``outside``: nbgrader runs it.
    """

    state: Receipt
    points: dict[str, float]
    lowest: Level
    outside: bool = False

    @classmethod
    def of(cls, assignment: Assignment, settings: Grading) -> "Now":
        """Read the course; CourseError where the source notebook cannot be read."""
        state = state_now(assignment, settings) | exercise_hashes(assignment)
        outside = runs_outside(assignment, settings.not_isolated)
        return cls(state, dict(assignment.points), Level.named(settings.isolation), outside)


def reasons(record: Record, now: Now, submission: str) -> dict[str, str]:
    """Return the exercises whose grade may be another one now, each with the reason.

    ``submission``: the hash of the code as it would run now.
    """
    if why := _whole(record.receipt, now, submission):
        return dict.fromkeys(now.points, why)
    found = {exercise: _single(record, exercise, now) for exercise in now.points}
    found = {exercise: why for exercise, why in found.items() if why}
    gone = record.exercises.keys() - now.points.keys()
    if not found and (gone or record.receipt.get("suites") != now.state["suites"]):
        return dict.fromkeys(now.points, OTHER)
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


def _single(record: Record, exercise: str, now: Now) -> str:
    """Return why one exercise may stand otherwise, or an empty text."""
    before = record.exercises.get(exercise)
    if before is None:
        return NEW
    for name, words in (("checks", SUITE), ("mistakes", MISTAKES)):
        # where nothing fails there is no mistake to name
        named = name == "checks" or before["outcome"] in ("partial", "fail")
        if named and record.receipt[name].get(exercise) != now.state[name][exercise]:
            return words
    return POINTS if before["max_score"] != now.points[exercise] else ""
