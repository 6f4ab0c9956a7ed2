"""What grading writes into the gradebook for one notebook: a score and a comment a cell."""

from dataclasses import dataclass, field
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.course.course import exercise_of
from autograder.feedback import wording
from autograder.submission.normalise import OWN
from autograder.testing.results import Exercise, Graded


@dataclass(frozen=True)
class Entries:
    """Scores and comments by the cell's name; None: a person must grade it, there is no comment."""

    scores: dict[str, float | None] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)


def entries_of(notebook: NotebookNode, graded: Graded) -> Entries:
    """Return what is to be recorded of a graded notebook, as nbgrader's SaveAutoGrades would.

    Only the exercises' scores are ours; written answers are nbgrader's to judge: 0 for no answer,
    else none yet. None yet as well where the answer may stand in a cell of its own. What is worth
    nothing, as a question that is withdrawn, nobody has to mark.
    """
    found = Entries()
    elsewhere = answered_elsewhere(notebook)
    exercises = {each.exercise: each for each in graded.exercises}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        exercise = exercises.get(exercise_of(name))
        if utils.is_grade(cell):
            found.scores[name] = _score(cell, exercise)
        if utils.is_solution(cell) or utils.is_task(cell):
            found.comments[name] = _comment(cell, exercise)
        if name in elsewhere:
            found.scores[name] = found.comments[name] = None
    return found


def answered_elsewhere(notebook: NotebookNode) -> set[str]:
    """Return the questions whose answer was left as it was, with a cell of the student's beside it.

    It may hold the answer, which a person has to see.
    """
    found = set()
    for number, cell in enumerate(notebook.cells):
        asked = utils.is_grade(cell) and utils.is_solution(cell) and _points(cell)
        if asked and _is_unchanged(cell):
            beside = notebook.cells[max(number - 1, 0) : number] + notebook.cells[number + 1 :][:1]
            if any(str(each.get("id", "")).startswith(OWN) for each in beside):
                found.add(cell.metadata.nbgrader["grade_id"])
    return found


def _is_unchanged(cell: NotebookNode) -> bool:
    same: bool = cell.metadata["nbgrader"].get("checksum") == utils.compute_checksum(cell)
    return same


def _points(cell: NotebookNode) -> float:
    return float(cell.metadata["nbgrader"]["points"])


def _score(cell: NotebookNode, exercise: Exercise | None) -> float | None:
    if not (points := _points(cell)):
        return 0.0
    if exercise is None or utils.is_solution(cell):
        score: float | None = utils.determine_grade(cell)[0]
        return score
    return None if exercise.score is None else min(exercise.score, points)


def _comment(cell: NotebookNode, exercise: Exercise | None) -> str | None:
    if _is_unchanged(cell) and not utils.is_task(cell):
        return "No response."
    return wording.comment(exercise) if exercise else None


def enter_into(grades: dict[str, Any], comments: dict[str, Any], made: Entries) -> None:
    """Put the entries into the gradebook's rows, given by cell; what a person has entered stays."""
    for name, score in made.scores.items():
        grade = grades[name]
        grade.auto_score = score
        grade.needs_manual_grade = score is None or grade.manual_score is not None
    for name, comment in made.comments.items():
        # else a cell that only calls itself a solution
        if name in comments:
            comments[name].auto_comment = comment
