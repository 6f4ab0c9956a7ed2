"""The simulated students of an assignment: who hands in what, and the score that is planned."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.course import Assignment, CourseError

FILE = "simulated_class.toml"
RIGHT, NOTHING = "right", "nothing"


@dataclass(frozen=True)
class Simulated:
    """A student: for each exercise what ``notebooks.solution_code`` takes; left out: not done."""

    name: str
    story: str
    planned: float
    work: dict[str, str] = field(default_factory=dict)
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True)
class SimulatedClass:
    """The students of one assignment, and the written answers that they all give."""

    students: list[Simulated]
    answers: dict[str, str]


def read_class(assignment: Assignment) -> SimulatedClass | None:
    """Return the class in the assignment's ``simulated_class.toml``, None where there is none.

    Raises CourseError where the file cannot be read.
    """
    path = Path(assignment.suites, FILE)
    if not path.is_file():
        return None
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        students = [_student(each, assignment) for each in found["students"]]
        return SimulatedClass(students, dict(found["answers"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(f"cannot read {FILE} of '{assignment.name}': {error!r}") from None


def _student(about: dict[str, Any], assignment: Assignment) -> Simulated:
    chosen = dict.fromkeys(assignment.points, about.get("rest", RIGHT)) | about.get("work", {})
    if odd := chosen.keys() - assignment.points.keys():
        raise ValueError(f"'{about['name']}' works on '{min(odd)}', which is not an exercise")
    return Simulated(
        about["name"],
        about["story"],
        float(about["planned"]),
        {exercise: choice for exercise, choice in chosen.items() if choice != NOTHING},
        tuple(about.get("deleted", ())),
    )
