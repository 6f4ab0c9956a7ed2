"""Reads a class: each student's result from autograded/, and what the gradebook holds of it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any

from traitlets.config import Config

from autograder.classroom.several_notebooks import nothing_of
from autograder.commands.report.class_results import ClassResults, ExerciseResult, StudentReport
from autograder.commands.report.concerns import (
    Concern,
    Kind,
    result_concerns,
    state_concerns,
    unwritten,
)
from autograder.commands.report.course_texts import Mistake, Titles, read_mistakes, read_titles
from autograder.course.course import Assignment, Course, CourseError, test_cell_of
from autograder.course.folders import SAME_NAME, CourseFolders, Step, composed
from autograder.course.ordinary import NOT_ISOLATED
from autograder.course.settings import Grading
from autograder.gradebook.open import open_gradebook, sqlite_file
from autograder.gradebook.penalties import stale_penalties
from autograder.gradebook.scores import Scores, read_scores, score_of
from autograder.gradebook.state_now import state_now
from autograder.gradebook.students import as_known, enrolled
from autograder.sandbox.limits import Level
from autograder.submission.find import is_left_out
from autograder.submission.mark import left_mark, result_of

AT_A_TIME = 200  # students whose scores are read at once


def read_class(course: Course, config: Config, name: str) -> ClassResults:
    """Read the results of a class; CourseError where nothing is handed in, or GradebookError."""
    settings = Grading(config=config)
    notebooks = settings.course(course.root).notebooks(name)
    folders = CourseFolders(course.root, config)
    graded = folders.students(Step.AUTOGRADED, name)
    students = {*folders.students(Step.SUBMITTED, name), *graded}
    if not students:
        raise CourseError(
            f"submitted/ holds nothing for '{name}': run 'nbgrader collect {name}' first"
        )
    twice = _names_of_several(notebooks)
    collectors = [Collector(folders, settings, each, twice) for each in notebooks]
    with _gradebook(config) as book:
        if book is not None:
            late = set(stale_penalties(book.db, config, name))
            students = set(as_known(book.db, students | enrolled(book.db)))
            for each in collectors:
                each.late = late
        parts = zip(*(each.works(book, sorted(students)) for each in collectors), strict=True)
        works = tuple(whole_report(part) for part in parts)
    points: dict[str, float] = {}
    written: dict[str, float] = {}
    titles: Titles = {}
    mistakes: dict[tuple[str, str], Mistake] = {}
    for each in collectors:
        points |= each.points
        written |= each.written
        titles |= each.titles()
        mistakes |= each.mistakes(works)
    return ClassResults(name, works, points, written, titles, mistakes, book is not None)


def _names_of_several(notebooks: Sequence[Assignment]) -> set[str]:
    """Return the cells whose name stands in more than one notebook."""
    count = Counter(name for each in notebooks for name in {*each.order})
    return {name for name, number in count.items() if number > 1}


def whole_report(parts: Sequence[StudentReport]) -> StudentReport:
    """Return a student's report on all notebooks: nothing is graded until all of them are."""
    if len(parts) == 1:
        return parts[0]
    concerns = tuple(dict.fromkeys(each for part in parts for each in part.concerns))
    if not all(part.graded for part in parts):
        return StudentReport(parts[0].student, {}, {}, concerns=concerns)
    return StudentReport(
        parts[0].student,
        {name: each for part in parts for name, each in part.exercises.items()},
        {name: each for part in parts for name, each in part.written.items()},
        sum(part.seconds or 0.0 for part in parts),
        concerns,
        any(part.outdated for part in parts),
        graded=True,
        not_isolated=any(part.not_isolated for part in parts),
    )


def _gradebook(config: Config) -> AbstractContextManager[Any]:
    """Open the gradebook where there is one: to read must not make one."""
    if (file := sqlite_file(config)) and not file.is_file():
        return nullcontext(None)
    book: AbstractContextManager[Any] = open_gradebook(config, must_exist=True)
    return book


class Collector:
    """Reads one student after the other, for one notebook.

    ``points`` of its exercises, ``written``: points of the cells that a person marks; ``late``:
    whose penalty is out of date. ``twice``: names of cells that other notebooks have, too.
    """

    def __init__(
        self,
        folders: CourseFolders,
        settings: Grading,
        assignment: Assignment,
        twice: Collection[str] = (),
    ) -> None:
        self._assignment, self._twice_named = assignment, twice
        self._written = _written(assignment)
        self.written = {self._shown(cell, cell): most for cell, most in self._written.items()}
        self.points = {self._exercise(name): most for name, most in assignment.points.items()}
        self.late: set[str] = set()
        self._folders, self._name = folders, assignment.name
        self._twice = folders.twice(Step.SUBMITTED, assignment.name)
        self._lowest = Level.named(settings.isolation)
        self._state = state_now(assignment, settings)

    def _shown(self, name: str, cell: str) -> str:
        """Return what a cell's exercise or question is called beside those of other notebooks."""
        return f"{self._assignment.stem}/{name}" if cell in self._twice_named else name

    def _exercise(self, name: str) -> str:
        cell = test_cell_of(name)
        return self._shown(name, cell if cell in self._assignment.order else name)

    def titles(self) -> Titles:
        """Return the titles of each exercise's checks."""
        return {self._exercise(name): each for name, each in read_titles(self._assignment).items()}

    def mistakes(self, works: Sequence[StudentReport]) -> dict[tuple[str, str], Mistake]:
        """Return the known mistakes of this notebook's exercises that the class has made."""
        own = {self._exercise(name): name for name in self._assignment.points}
        named = {(own[name], slug) for work in works for name, each in work.exercises.items()
                 if name in own for slug in each.misconceptions}  # fmt: skip
        found = read_mistakes(self._assignment, named)
        return {(self._exercise(name), slug): each for (name, slug), each in found.items()}

    def works(self, book: Any, students: list[str]) -> Iterator[StudentReport]:
        """Yield each student's work; ``book``: nbgrader's Gradebook, or None."""
        for start in range(0, len(students), AT_A_TIME):
            some = students[start : start + AT_A_TIME]
            known = [each for each in some if _is_text(each)]
            held = read_scores(book, self._assignment, known) if book is not None else {}
            for student in some:
                yield self._work(student, held.get(student, {}) if book is not None else None)

    def _work(self, student: str, scores: Mapping[str, Scores] | None) -> StudentReport:
        """Return one student's work; ``scores`` is None where there is no gradebook."""
        stem = self._assignment.stem
        mark = left_mark(self._folders.notebook(Step.AUTOGRADED, student, self._name, stem))
        result = result_of(mark)
        outdated = result is not None and self._outdated(result)
        if is_left_out(self._folders, student, self._assignment):
            result, outdated = nothing_of(student, self._assignment).as_json(), False
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
        exercises = {
            self._exercise(each["exercise"]): _exercise(each, held) for each in result["exercises"]
        }
        without = tuple(slug for slug, each in exercises.items() if each.score is None)
        concerns = result_concerns(result, scores, without, self._lowest)
        concerns += (Concern(Kind.LATE),) if student in self.late else ()
        answers = {self._shown(cell, cell): _answer(held.get(cell)) for cell in self._written}
        seconds = float(result["seconds"])
        outside = (result["receipt"] or {}).get("isolation") == NOT_ISOLATED
        return StudentReport(
            student, exercises, answers, seconds, concerns, graded=True, not_isolated=outside
        )

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
    held = _answer(score_of(each["exercise"], scores))
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
