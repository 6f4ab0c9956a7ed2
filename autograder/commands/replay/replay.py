"""``autograder replay``: a recorded grade once more, from its receipt.

The same code, the same hidden inputs, the outcome compared.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.commands import OK, SOME_NOT_GRADED
from autograder.course.course import Assignment, Course, CourseError
from autograder.course.folders import CourseFolders, Step
from autograder.course.ordinary import NOT_ISOLATED
from autograder.course.settings import Grading
from autograder.grading.grader import Grader, grader_of
from autograder.grading.receipts.receipt import Receipt, changes
from autograder.sandbox.limits import Level, Limits
from autograder.sandbox.notebook_cells import Cell
from autograder.submission.cells import extract_cells
from autograder.submission.find import submitted_notebook
from autograder.submission.hashes import code_hash
from autograder.submission.mark import left_mark, result_of
from autograder.submission.read import UnreadableSubmission, read_notebook, read_submission

Result = dict[str, Any]


def run(options: argparse.Namespace, course: Course, config: Config) -> int:
    """Grade once more and print what is different."""
    differ = False
    name, _, stem = options.assignment.partition("/")
    for each in course.notebooks(name):
        if stem in ("", each.stem):
            done = replay(course, config, options.student, f"{name}/{each.stem}")
            print(json.dumps(done.as_json()) if options.json else done.as_text())
            differ = differ or bool(done.differences)
    return SOME_NOT_GRADED if differ else OK


@dataclass(frozen=True)
class Replayed:
    """A recorded result, the result of its replay, and what had changed in between."""

    before: Result
    now: Result
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> dict[str, tuple[Any, Any]]:
        """Return what the two receipts do not agree on."""
        return changes(self.before["receipt"], self.now["receipt"] or {})

    @property
    def differences(self) -> list[str]:
        """Return every check that ended otherwise, in words."""
        if self.now["error"] and not self.now["exercises"]:
            return [f"it could not be graded: {self.now['error']}"]
        return [*_differences(self.before, self.now)]

    def as_json(self) -> Result:
        """Return the replay as the command line prints it."""
        changed = {name: {"then": old, "now": new} for name, (old, new) in self.changed.items()}
        return {
            "submission": self.before["submission"],
            "assignment": self.before["assignment"],
            "same": not self.differences,
            "differences": self.differences,
            "changed": changed,
            "notes": list(self.notes),
            "score": {"then": self.before["score"], "now": self.now["score"]},
        }

    def as_text(self) -> str:
        """Return the replay in a few lines."""
        student, assignment = self.before["submission"], self.before["assignment"]
        receipt, differ = self.before["receipt"], self.differences
        count = sum(len(each["checks"]) for each in self.before["exercises"])
        score = f"{self.before['score']} of {self.before['max_score']:g}"
        lines = [
            f"{student}, {assignment}: recorded with seed {receipt['seed']}, suites "
            f"{receipt['suites']}, autograder {receipt['version']}: {score}",
            *(f"changed since: {name}: {old} → {new}" for name, (old, new) in self.changed.items()),
            *self.notes,
            f"the same outcome in all {count} checks" if not differ else "the outcome differs:",
            *(f"  {difference}" for difference in differ),
        ]
        if differ and not self.changed:
            lines.append("nothing recorded has changed: the outcome depends on time or on chance")
        return "\n".join(lines)


def replay(course: Course, config: Config, student: str, name: str) -> Replayed:
    """Grade once more what was graded, from its receipt.

    Raises CourseError where there is no grade with a receipt, or its notebook cannot be read.
    """
    settings = Grading(config=config)
    assignment = settings.assignment(course.root, name)
    name, stem = assignment.name, assignment.stem
    folders = CourseFolders(course.root, config)
    graded = folders.notebook(Step.AUTOGRADED, student, name, stem)
    before = result_of(left_mark(graded))
    if before is None:
        raise CourseError(
            f"there is no recorded grade of '{student}' for '{name}' in autograded/: "
            f"run 'autograder grade {name}' first"
        )
    if not before.get("receipt"):
        raise CourseError(
            f"the grade of '{student}' has no receipt: an older version recorded it; run "
            f"'autograder grade {name} --force' to grade with one"
        )

    if before["receipt"].get("isolation") == NOT_ISOLATED:
        raise CourseError(
            f"the grade of '{student}' is {NOT_ISOLATED}: nbgrader gave it, outside the box, and "
            f"'autograder grade {name} --force' runs it once more"
        )

    def submitted() -> Path:
        return submitted_notebook(folders, student, assignment)

    cells, notes = _graded_code(assignment, graded, submitted, before["receipt"]["submission"])
    with _grader(assignment, settings, before["receipt"]) as grader:
        now = grader.grade_cells(cells, student).as_json()
    return Replayed(before, now, tuple(notes))


def _grader(assignment: Assignment, settings: Grading, receipt: Receipt) -> Grader:
    """Return a grader set as the one that wrote the receipt, but for its isolation."""
    known = {field.name for field in fields(Limits)}
    limits = {name: value for name, value in receipt["limits"].items() if name in known}
    lowest = Level.named(settings.isolation)
    return grader_of(assignment, lowest, Limits(**limits), receipt["seed"])


def _graded_code(
    assignment: Assignment, graded: Path, submitted: Callable[[], Path], recorded_hash: str
) -> tuple[list[Cell], list[str]]:
    """Return the code that was graded, as the autograded notebook still has it."""
    try:
        cells = extract_cells(read_notebook(graded), assignment)
    except UnreadableSubmission as error:
        raise CourseError(f"the autograded notebook: {error}") from None
    notes, held = [], code_hash(cells)
    if held != recorded_hash:
        notes.append("the autograded notebook no longer holds the code that was graded")
    try:
        if code_hash(extract_cells(read_submission(submitted()), assignment)) != held:
            notes.append("submitted/ now holds other code; what is replayed is what was graded")
    except UnreadableSubmission as error:
        notes.append(f"submitted/ cannot be compared: {error}")
    return cells, notes


def _differences(before: Result, now: Result) -> Iterator[str]:
    then = {each["exercise"]: each for each in before["exercises"]}
    for exercise in now["exercises"]:
        old = then.pop(exercise["exercise"], None)
        name = exercise["exercise"]
        if old is None:
            yield f"{name} is new"
            continue
        if old["score"] != exercise["score"]:
            yield f"{name}: {old['score']} → {exercise['score']} points"
        checks = {check["name"]: check for check in old["checks"]}
        for check in exercise["checks"]:
            known = checks.pop(check["name"], None)
            if known is None:
                yield f"{name}, {check['name']}: this check is new"
            elif known["outcome"] != check["outcome"]:
                yield f"{name}, {check['name']}: {known['outcome']} → {check['outcome']}"
            elif known["rationale"] != check["rationale"]:
                yield f"{name}, {check['name']}: still {check['outcome']}, with other wording"
        yield from (f"{name}, {gone}: this check is gone" for gone in checks)
    yield from (f"{gone} is gone" for gone in then)
