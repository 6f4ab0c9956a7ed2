"""Grades the whole class in ``submitted/`` through nbgrader, so that all lands in its gradebook."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.course import Course
from autograder.indexes import add_indexes
from autograder.outcome import Graded
from autograder.records import GradebookError, in_plain_words, needs_grading, read_scores, recorded
from autograder.submission import UnreadableSubmission, read_submission

FOREIGN = "the autograded notebook holds no result of ours: grade it again with --force"
UNKNOWN = re.compile(r"No assignment with ID|No such assignment")
CAUSE = re.compile(r"^\s*(?:\w+\.)*\w*(?:Error|Exception|Entry|Submission): (.+)$", re.MULTILINE)


def submissions(course: Course, assignment: str) -> dict[str, Path]:
    """Return the submitted notebook's path of each student."""
    folders = sorted((course.root / "submitted").glob(f"*/{assignment}"))
    return {folder.parent.name: folder / f"{assignment}.ipynb" for folder in folders}


def grade_class(
    course: Course, config: Config, assignment: str, force: bool = False
) -> Iterator[dict[str, Any]]:
    """Grade and record each submission; yield its result as JSON.

    Without ``force`` a submission that is graded already and not newer is left as it is, as
    ``nbgrader autograde`` does, and its recorded result is given again. What a killed run has left
    half done, and what a fault of the grader held back, is graded again.
    """
    from nbgrader.apps import NbGraderAPI  # takes seconds to import, and only this path needs it

    api = NbGraderAPI(config=config)
    max_score = sum(course.assignment(assignment).points.values())
    scores = read_scores(api, assignment)
    with suppress(GradebookError):  # slower without; what is wrong, recording will say
        add_indexes(api)
    for student, path in submissions(course, assignment).items():
        try:
            read_submission(path)
        except UnreadableSubmission as error:
            yield Graded(student, assignment, max_score, 0.0, error=str(error)).as_json()
            continue
        again = force or needs_grading(course, assignment, student, scores.get(student, {}))
        reply = api.autograde(assignment, student, force=again, create=True)
        if reply.get("error", "").endswith("\nKeyboardInterrupt\n"):  # which nbgrader swallows
            raise KeyboardInterrupt
        found = recorded(course, assignment, student) if reply["success"] else None
        if found is None:
            log = reply.get("log") or reply.get("error") or "nbgrader gives no reason"
            why = FOREIGN if reply["success"] else _reason(log, assignment)
            found = Graded(student, assignment, max_score, 0.0, error=why).as_json()
        yield found


def _reason(log: str, assignment: str) -> str:
    """Return the line of nbgrader's log that names the cause: its last exception."""
    if UNKNOWN.search(log):
        return (
            f"the gradebook does not know '{assignment}': run 'nbgrader generate_assignment "
            f"{assignment} --force' first"
        )
    named = CAUSE.findall(log)
    return in_plain_words(named[-1] if named else log)
