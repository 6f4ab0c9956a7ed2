"""Grades the whole class in ``submitted/`` through nbgrader, so that all lands in its gradebook."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.course import Course
from autograder.outcome import Graded
from autograder.submission import UnreadableSubmission, read_notebook
from autograder.text import clean

FOREIGN = "the autograded notebook holds no result of ours: grade it again with --force"
UNKNOWN = re.compile(r"No assignment with ID|No such assignment")


def submissions(course: Course, assignment: str) -> dict[str, Path]:
    """Return the submitted notebook's path of each student."""
    folders = sorted((course.root / "submitted").glob(f"*/{assignment}"))
    return {folder.parent.name: folder / f"{assignment}.ipynb" for folder in folders}


def grade_class(
    course: Course, config: Config, assignment: str, force: bool = False
) -> Iterator[dict[str, Any]]:
    """Grade and record each submission; yield its result as JSON.

    Without ``force`` a submission that is graded already and not newer is left as it is, as
    ``nbgrader autograde`` does, and its recorded result is given again.
    """
    from nbgrader.apps import NbGraderAPI  # takes seconds to import, and only this path needs it

    api = NbGraderAPI(config=config)
    max_score = sum(course.assignment(assignment).points.values())
    for student, path in submissions(course, assignment).items():
        try:
            read_notebook(path)
        except UnreadableSubmission as error:
            yield Graded(student, assignment, max_score, 0.0, error=str(error)).as_json()
            continue
        reply = api.autograde(assignment, student, force=force, create=True)
        found = recorded(course, assignment, student) if reply["success"] else None
        if found is None:
            log = reply.get("log") or reply.get("error") or "nbgrader gives no reason"
            why = FOREIGN if reply["success"] else _reason(log, assignment)
            found = Graded(student, assignment, max_score, 0.0, error=why).as_json()
        yield found


def recorded(course: Course, assignment: str, student: str) -> dict[str, Any] | None:
    """Return the result that grading has left in the autograded notebook; None: it left none."""
    path = course.root / "autograded" / student / assignment / f"{assignment}.ipynb"
    try:
        result = json.loads(path.read_text(encoding="utf-8"))["metadata"]["autograder"]
    except (OSError, ValueError, KeyError):
        return None
    return {key: value for key, value in result.items() if key not in ("version", "isolation")}


def _reason(log: str, assignment: str) -> str:
    """Return the line of nbgrader's log that names the cause: its last exception."""
    if UNKNOWN.search(log):
        return (
            f"the gradebook does not know '{assignment}': run 'nbgrader generate_assignment "
            f"{assignment} --force' first"
        )
    named = re.findall(r"^\s*(?:\w+\.)*(?:\w*(?:Error|Exception|Entry)): (.+)$", log, re.MULTILINE)
    return clean(named[-1] if named else log, 300)
