"""Reads a class: each student's result from autograded/, and what the gradebook holds of it."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any

from traitlets.config import Config

from autograder.commands.report.class_results import ClassResults, ExerciseResult, StudentReport
from autograder.commands.report.concerns import (
    Concern,
    Kind,
    result_concerns,
    state_concerns,
    unwritten,
)
from autograder.commands.report.course_texts import read_mistakes, read_titles
from autograder.course.course import Assignment, Course, CourseError, test_cell_of
from autograder.course.folders import SAME_NAME, CourseFolders, Step, composed
from autograder.course.settings import Grading
from autograder.gradebook.open import open_gradebook, sqlite_file
from autograder.gradebook.penalties import stale_penalties
from autograder.gradebook.scores import Scores, read_scores
from autograder.gradebook.students import as_known, enrolled
from autograder.grading.receipts.hashes import suites_hash
from autograder.grading.receipts.receipt import graded_by
from autograder.sandbox.limits import Level
from autograder.submission.mark import left_mark, result_of

AT_A_TIME = 200  # students whose scores are read at once


def read_class(course: Course, config: Config, name: str) -> ClassResults:
    """Read the results of a class; CourseError where nothing is handed in, or GradebookError."""
    assignment = Grading(config=config).assignment(course.root, name)
    folders = CourseFolders(course.root, config)
    graded = folders.students(Step.AUTOGRADED, name)
    students = {*folders.students(Step.SUBMITTED, name), *graded}
    if not students:
        raise CourseError(
            f"submitted/ holds nothing for '{name}': run 'nbgrader collect {name}' first"
        )
    collector = Collector(folders, Grading(config=config), assignment)
    with _gradebook(config) as book:
        if book is not None:
            collector.late = set(stale_penalties(book.db, config, name))
            students = set(as_known(book.db, students | enrolled(book.db)))
        works = tuple(collector.works(book, sorted(students)))
    named = {(name, slug) for work in works
             for name, each in work.exercises.items() for slug in each.misconceptions}  # fmt: skip
    return ClassResults(
        name,
        works,
        assignment.points,
        collector.written,
        read_titles(assignment),
        read_mistakes(assignment, named),
        book is not None,
    )


def _gradebook(config: Config) -> AbstractContextManager[Any]:
    """Open the gradebook where there is one: to read must not make one."""
    if (file := sqlite_file(config)) and not file.is_file():
        return nullcontext(None)
    book: AbstractContextManager[Any] = open_gradebook(config, must_exist=True)
    return book


class Collector:
    """Reads one student after the other.

    ``written``: points of the cells that a person marks; ``late``: whose penalty is out of date.
    """

    def __init__(self, folders: CourseFolders, settings: Grading, assignment: Assignment) -> None:
        self.written = _written(assignment)
        self.late: set[str] = set()
        self._folders, self._name = folders, assignment.name
        self._assignment = assignment
        self._twice = folders.twice(Step.SUBMITTED, assignment.name)
        self._lowest = Level.named(settings.isolation)
        suites = suites_hash(assignment)
        self._state = graded_by(suites, settings.seed, settings.limits)

    def works(self, book: Any, students: list[str]) -> Iterator[StudentReport]:
        """Yield each student's work; ``book``: nbgrader's Gradebook, or None."""
        for start in range(0, len(students), AT_A_TIME):
            some = students[start : start + AT_A_TIME]
            known = [each for each in some if _is_text(each)]
            held = read_scores(book, self._name, known) if book is not None else {}
            for student in some:
                yield self._work(student, held.get(student, {}) if book is not None else None)

    def _work(self, student: str, scores: Mapping[str, Scores] | None) -> StudentReport:
        """Return one student's work; ``scores`` is None where there is no gradebook."""
        mark = left_mark(self._folders.notebook(Step.AUTOGRADED, student, self._name))
        result = result_of(mark)
        outdated = result is not None and self._outdated(result)
        concerns = state_concerns(self._folders, self._assignment, student, mark, outdated)
        if composed(student) in self._twice:
            concerns = (Concern(Kind.UNREADABLE, details=SAME_NAME),)
        if result is None:
            return StudentReport(student, {}, {}, concerns=concerns)
        try:
            found = self._graded(student, result, scores)
        except (LookupError, TypeError, ValueError, AttributeError):  # another version, or damaged
            return StudentReport(student, {}, {}, concerns=(*concerns, Concern(Kind.FOREIGN)))
        return replace(found, concerns=(*concerns, *found.concerns), outdated=outdated)

    def _graded(
        self, student: str, result: dict[str, Any], scores: Mapping[str, Scores] | None
    ) -> StudentReport:
        held = scores or {}
        exercises = {each["exercise"]: _exercise(each, held) for each in result["exercises"]}
        without = tuple(slug for slug, each in exercises.items() if each.score is None)
        concerns = result_concerns(result, scores, without, self._lowest)
        concerns += (Concern(Kind.LATE),) if student in self.late else ()
        answers = {cell: _answer(held.get(cell)) for cell in self.written}
        return StudentReport(student, exercises, answers, float(result["seconds"]), concerns)

    def _outdated(self, result: dict[str, Any]) -> bool:
        receipt = result.get("receipt")
        if not isinstance(receipt, dict):
            return True
        return any(receipt.get(name) != value for name, value in self._state.items())


def _is_text(name: str) -> bool:
    """Tell whether a folder's name is text: a database takes no other."""
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _written(assignment: Assignment) -> dict[str, float]:
    about = [cell["metadata"].get("nbgrader", {}) for cell in assignment.source["cells"]]
    graded = [meta for meta in about if meta.get("grade") or meta.get("task")]
    tests = {test_cell_of(exercise) for exercise in assignment.points}
    return {
        meta["grade_id"]: float(meta.get("points", 0))
        for meta in graded
        if meta.get("grade_id", "") not in tests
    }


def _exercise(each: Mapping[str, Any], scores: Mapping[str, Scores]) -> ExerciseResult:
    # what the gradebook holds is the grade
    held = _answer(scores.get(test_cell_of(each["exercise"])))
    return ExerciseResult(
        float(each["max_score"]),
        _number(each["score"] if held is None else held),
        # what was recorded before two could be named has one at most
        tuple(map(str, each.get("misconceptions", filter(None, [each["misconception"]])))),
        unwritten(each),
        {str(check["name"]): str(check["outcome"]) for check in each["checks"]},
    )


def _number(score: Any) -> float | None:
    return None if score is None else float(score)


def _answer(scores: Scores | None) -> float | None:
    if scores is None:
        return None
    return scores.auto if scores.manual is None else scores.manual
