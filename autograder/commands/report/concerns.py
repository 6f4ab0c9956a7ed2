"""What in a student's work asks for a person: why, and what to do about it."""

import enum
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.course.course import Assignment
from autograder.course.folders import EXCLUDED, ODD_NAME, CourseFolders, Step
from autograder.course.ordinary import NOT_ISOLATED
from autograder.gradebook.scores import Scores, agrees
from autograder.gradebook.timestamps import keeps_its_time
from autograder.sandbox.limits import Level
from autograder.sandbox.untrusted_text import clean, is_plain
from autograder.submission.find import is_left_out, submitted_notebook
from autograder.submission.mark import CALLED, HANDED_IN, result_of
from autograder.submission.normalise import is_as_marked
from autograder.submission.read import UnreadableSubmission, read_submission
from autograder.testing.results import WRONG_FILE


class Kind(enum.Enum):
    """Why a person is asked for, the most pressing first."""

    UNREADABLE = "the notebook cannot be read"
    UNGRADED = "handed in, not graded yet"
    CHANGED = "handed in again since it was graded"
    HELD = "held back: a check could not be run"
    WRONG_FILE = "it seems to be the wrong file"
    FOREIGN = "the autograded notebook holds no result of this autograder"
    DIFFERS = "the gradebook does not hold the scores of the last run"
    LATE = "the late penalty does not match the current dates and rules"
    ISOLATION = "graded with less isolation than is now configured"
    TIME = "stopped at a time limit"
    MEMORY = "stopped at the memory limit"
    ENDED = "the code ended its process"
    GARBLED = "the code's answers could not be read"
    NOTHING = "nothing that runs has been written"
    LEFT_OUT = "one of several notebooks is not handed in, for 0 points"
    RENAMED = "graded from a notebook with another name"
    MISSING = "nothing is handed in"


@dataclass(frozen=True)
class Concern:
    """One reason, the exercises that it is about, and details where there are any."""

    kind: Kind
    exercises: tuple[str, ...] = ()
    details: str = ""

    @property
    def words(self) -> str:
        """Return all of it in one line."""
        return ": ".join(filter(None, (self.kind.value, ", ".join(self.exercises), self.details)))


# what a check's ``fault`` asks for
OF_FAULTS = {"time": Kind.TIME, "memory": Kind.MEMORY, "ended": Kind.ENDED, "garbled": Kind.GARBLED}


def state_concerns(
    folders: CourseFolders, assignment: Assignment, student: str, mark: Any, outdated: bool
) -> tuple[Concern, ...]:
    """Return what is to be said of the files; ``mark``: what grading has left, if anything.

    ``outdated``: another version left it, whose hash of the submission may be another.
    """
    name = assignment.name
    if student in folders.excluded and result_of(mark) is None:
        return (Concern(Kind.UNGRADED, details=EXCLUDED),)
    if not os.path.lexists(folders.of(Step.SUBMITTED, student, name)):
        there = os.path.lexists(folders.of(Step.AUTOGRADED, student, name))
        return () if result_of(mark) else (Concern(Kind.FOREIGN if there else Kind.MISSING),)
    if not is_plain(student):
        return (Concern(Kind.UNREADABLE, details=ODD_NAME),)
    if is_left_out(folders, student, assignment):
        return (Concern(Kind.LEFT_OUT, details=assignment.notebook.name),)
    other = False
    try:
        path = submitted_notebook(folders, student, assignment)
        if result_of(mark) is None or outdated or not mark.get(HANDED_IN):
            read_submission(path)
        else:
            other = not is_as_marked(path, mark)
    except UnreadableSubmission as error:
        return (Concern(Kind.UNREADABLE, details=str(error)),)
    if mark is None:
        return (Concern(Kind.FOREIGN),)
    if result_of(mark) is None:
        return (Concern(Kind.UNGRADED),)
    changed = other or not keeps_its_time(folders, student, name)
    return (Concern(Kind.CHANGED),) if changed else ()


def result_concerns(
    result: Mapping[str, Any],
    scores: Mapping[str, Scores] | None,
    held: tuple[str, ...],
    lowest: Level,
) -> tuple[Concern, ...]:
    """Return what is to be said of a result.

    ``scores``: what the gradebook holds, None where there is none; ``held``: the exercises without
    a score; ``lowest``: the isolation that is configured.
    """
    faults = {each["exercise"]: _faults(each) for each in result["exercises"]}
    wrong = any(WRONG_FILE in faults[exercise] for exercise in held)
    about = Concern(Kind.WRONG_FILE, details=str(result["error"])) if wrong else None
    found = [about or Concern(Kind.HELD, held)] if held else []
    settled = {"exercises": [each for each in result["exercises"] if each["score"] is not None]}
    if scores is not None and not agrees(settled, dict(scores)):
        found.append(Concern(Kind.DIFFERS))
    level = (result.get("receipt") or {}).get("isolation")
    if level and level != NOT_ISOLATED and Level.named(level) < lowest:
        found.append(Concern(Kind.ISOLATION, details=Level.named(level).name.lower()))
    for fault, kind in OF_FAULTS.items():
        if hit := tuple(exercise for exercise, those in faults.items() if fault in those):
            found.append(Concern(kind, hit))
    if result.get(CALLED):
        found.append(Concern(Kind.RENAMED, details=clean(result[CALLED], 60)))
    written = [e for e in result["exercises"] if not unwritten(e)]
    # of what is not handed in that is told already
    if result["exercises"] and not written and result.get("receipt"):
        found.append(Concern(Kind.NOTHING))
    return tuple(found)


def unwritten(exercise: Mapping[str, Any]) -> bool:
    """Tell whether an exercise's function is not written, or stands in a cell that fails."""
    return _faults(exercise)[:1] == ["not_written"]


def _faults(exercise: Mapping[str, Any]) -> list[str | None]:
    return [check.get("fault") for check in exercise["checks"]]
