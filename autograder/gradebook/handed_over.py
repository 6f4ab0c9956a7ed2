"""Hands ordinary notebooks over to nbgrader's own steps, in whichever front end they are graded."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder import __version__
from autograder.course.course import Assignment, Course, CourseError, exercise_of
from autograder.course.folders import CourseFolders
from autograder.course.ordinary import NOT_ISOLATED, check_way, runs_outside
from autograder.course.settings import Grading
from autograder.gradebook.preprocessors import label_of
from autograder.gradebook.state_now import state_now
from autograder.grading.receipts.receipt import environment
from autograder.submission.find import submitted_notebook
from autograder.submission.hashes import content_hash
from autograder.submission.mark import MARK, NEXT, WHOLE_FILE
from autograder.submission.normalise import read_as
from autograder.submission.read import UnreadableSubmission, parse_notebook, submitted_content

OUTSIDE = "runs_outside_the_box"  # of a converter, while it is at an ordinary notebook
LISTS = ("sanitize_preprocessors", "autograde_preprocessors")


def hand_over() -> None:
    """Put a step around those that look for notebooks and convert one; safe to repeat."""
    begin, convert = Autograde.init_notebooks, Autograde.convert_single_notebook
    if getattr(convert, "hands_over", False):
        return

    def init_notebooks(converter: Any) -> None:
        course = Grading(config=converter.config).course(Path(converter.coursedir.root))
        try:
            for each in _notebooks(converter, course):
                check_way(each, Grading(config=converter.config).not_isolated)
        except CourseError as error:
            converter.log.error("%s", error)
            raise NbGraderException(str(error)) from error
        begin(converter)

    def convert_single_notebook(converter: Any, file: str) -> None:
        course = Grading(config=converter.config).course(Path(converter.coursedir.root))
        found = [each for each in _notebooks(converter, course) if each.stem == Path(file).stem]
        allowed = Grading(config=converter.config).not_isolated
        if not any(runs_outside(each, allowed) for each in found):
            convert(converter, file)
            return
        converter.log.warning("%s is %s: nbgrader runs it", file, NOT_ISOLATED)
        with _own_steps(converter):
            convert(converter, file)

    convert_single_notebook.hands_over = True  # type: ignore[attr-defined]
    Autograde.init_notebooks = init_notebooks
    Autograde.convert_single_notebook = convert_single_notebook


def _notebooks(converter: Any, course: Course) -> list[Assignment]:
    name = converter.coursedir.assignment_id
    # of others nbgrader says that it does not know them
    return course.notebooks(name) if name in course.names else []


@contextmanager
def _own_steps(converter: Any) -> Iterator[None]:
    """Have a converter run what nbgrader runs by itself, and leave a mark in the end."""
    before = {name: getattr(converter, name) for name in LISTS}
    for name in LISTS:
        chosen = getattr(Grading(config=converter.config), name)
        setattr(converter, name, chosen or Autograde.class_traits()[name].default())
    converter.autograde_preprocessors = [*converter.autograde_preprocessors, MarkNotIsolated]
    setattr(converter, OUTSIDE, True)
    try:
        yield
    finally:
        setattr(converter, OUTSIDE, False)
        for name, steps in before.items():
            setattr(converter, name, steps)


class MarkNotIsolated(NbGraderPreprocessor):
    """Leaves the result of an ordinary notebook in it, as grading in the box does."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Read the scores as nbgrader does, and add the mark."""
        about = resources["nbgrader"]
        settings = Grading(config=self.config)
        assignment = settings.assignment(Path.cwd(), label_of(about))
        exercises = [_exercise(cell) for cell in nb.cells if _is_test(cell)]
        held = [each["exercise"] for each in exercises if each["score"] is None]
        points = sum(each["score"] or 0.0 for each in exercises)
        handed_in = self._handed_in(about["student"], assignment)
        nb.metadata[MARK] = {
            "submission": about["student"],
            "assignment": about["assignment"],
            "status": "error" if held else "graded",
            "error": f"held back for review: {', '.join(held)}" if held else None,
            "score": None if held else round(points, 2),
            "max_score": sum(assignment.points.values()),
            "seconds": 0.0,
            "exercises": exercises,
            "receipt": {
                **state_now(assignment, settings),
                "submission": handed_in[WHOLE_FILE],
                "version": __version__,
                "isolation": NOT_ISOLATED,
                "kernel": nb.metadata.get("kernelspec", {}).get("name"),
                "environment": environment(),
            },
            NEXT: {},
            **handed_in,
        }
        return nb, resources

    def _handed_in(self, student: str, assignment: Assignment) -> dict[str, Any]:
        # nbgrader converts in the course's root
        folders = CourseFolders(Path.cwd(), self.config)
        found = submitted_notebook(folders, student, assignment)
        content, exact = submitted_content(found)
        with suppress(UnreadableSubmission):
            notebook = parse_notebook(content, found.name)
            return read_as(content, notebook, found.name, assignment.notebook.name, exact)
        return {WHOLE_FILE: content_hash(content)}


def _is_test(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)


def _exercise(cell: NotebookNode) -> dict[str, Any]:
    score, most = utils.determine_grade(cell)
    name, outcome = exercise_of(cell.metadata.nbgrader.grade_id), "partial"
    if score is None or score >= most or score <= 0:
        outcome = "error" if score is None else "pass" if score >= most else "fail"
    check = {"name": "tests_of_the_cell", "outcome": "pass" if outcome == "pass" else "fail"}
    return {
        "exercise": name,
        "score": score,
        "max_score": most,
        "outcome": outcome,
        "misconception": None,
        "misconceptions": [],
        "judged_by": None,
        "note": None,
        "checks": [{**check, "rationale": "", "hint": "", "fault": None}],
    }
