"""An assignment of several notebooks: a student's results become one, and what is left out has 0.

nbgrader does the same: whoever hands in one notebook of two has no points in the other.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from nbgrader import api
from sqlalchemy import select, update

from autograder.classroom.messages import Result
from autograder.course.course import Assignment
from autograder.testing.results import Check, Exercise, Graded, Outcome


def nothing_of(student: str, assignment: Assignment) -> Graded:
    """Return the result of a notebook that is not handed in, though others are."""
    why = f"There is no file {assignment.notebook.name} in what is handed in."
    check = Check("handed_in", "It is handed in", 1, Outcome.FAIL, why, fault="not_written")
    exercises = [Exercise(each, most, (check,)) for each, most in assignment.points.items()]
    most = sum(assignment.points.values())
    return Graded(student, assignment.name, most, 0.0, tuple(exercises))


def enter_nothing(db: Any, assignment: Assignment, students: Collection[str]) -> None:
    """Enter 0 for a notebook that is not handed in, in a transaction that the caller ends."""
    submitted = (
        select(api.SubmittedNotebook.id)
        .join(api.Notebook, api.SubmittedNotebook.notebook_id == api.Notebook.id)
        .join(api.Assignment, api.Notebook.assignment_id == api.Assignment.id)
        .join(
            api.SubmittedAssignment,
            api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id,
        )
        .where(api.Assignment.name == assignment.name, api.Notebook.name == assignment.stem)
        .where(api.SubmittedAssignment.student_id.in_(students))
    )
    own = update(api.Grade).where(api.Grade.notebook_id.in_(submitted))
    db.execute(own.values(auto_score=0.0, needs_manual_grade=False))


def merged(passes: Iterable[Iterable[Result]], notebooks: Sequence[str]) -> Iterator[Result]:
    """Yield one result for each student, when the last of the ``notebooks`` is settled.

    A student's results come in the order of the notebooks. An exercise whose name stands in several
    of them is called ``notebook/exercise``.
    """
    waiting: dict[str, list[Result]] = {}
    for results in passes:
        for result in results:
            those = waiting.setdefault(result["submission"], [])
            those.append(result)
            if len(those) == len(notebooks):
                yield _one(_told_apart(waiting.pop(result["submission"]), notebooks))


def _told_apart(results: list[Result], notebooks: Sequence[str]) -> list[Result]:
    count = Counter(each["exercise"] for result in results for each in result["exercises"])
    return [
        result | {"exercises": [
            each | {"exercise": f"{stem}/{name}"} if count[name := each["exercise"]] > 1 else each
            for each in result["exercises"]
        ]}
        for result, stem in zip(results, notebooks, strict=True)
    ]  # fmt: skip


def _one(results: list[Result]) -> Result:
    """Return a student's result; without one of its notebooks there are no exercises."""
    first, *others = results
    if not others:
        return first
    scores = [each["score"] for each in results]
    return first | {
        "status": "graded" if all(each["status"] == "graded" for each in results) else "error",
        "error": "; ".join(dict.fromkeys(filter(None, (each["error"] for each in results))))
        or None,
        "score": None if None in scores else round(sum(scores), 2),
        "max_score": sum(each["max_score"] for each in results),
        "seconds": round(sum(each["seconds"] for each in results), 2),
        "exercises": []
        if any(each["max_score"] and not each["exercises"] for each in results)
        else [exercise for each in results for exercise in each["exercises"]],
        "called": ", ".join(filter(None, (each.get("called") for each in results))) or None,
    }
