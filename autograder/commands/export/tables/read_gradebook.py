"""Reads a class out of nbgrader's gradebook: a handful of queries, however large it is.

Scores and penalties are summed up as nbgrader does it; its own properties are a query for each
student, which an old gradebook without our indexes answers in minutes.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from autograder.commands.export.tables.grades import GradedCell, Mark, Sheet, StudentGrades
from autograder.commands.export.tables.handed_in import Files
from autograder.course.course import Course, CourseError, exercise_of
from autograder.course.folders import EXCLUDED, CourseFolders, Step, composed
from autograder.gradebook.errors import GradebookError, in_plain_words
from autograder.gradebook.penalties import stale_penalties
from autograder.gradebook.students import Person
from autograder.sandbox.untrusted_text import some_of


def read_class(
    book: Any,
    course: Course,
    folders: CourseFolders,
    names: Collection[str] = (),
    students: Collection[str] = (),
) -> list[StudentGrades]:
    """Return everybody's work, assignment by assignment; whoever has handed in nothing too.

    ``names``, ``students``: only these (default: all). Raises CourseError where the gradebook does
    not know one of them, GradebookError where it cannot be read.
    """
    try:
        sheets = [*_sheets(book.db, course, names)]
        submitters = {
            name for sheet in sheets for name in folders.students(Step.SUBMITTED, sheet.name)
        }
        people = _people(book.db, submitters, students)
        work = [each for sheet in sheets for each in _work(book.db, course, folders, sheet, people)]
        # a reader holds no one up
        book.db.rollback()
    except SQLAlchemyError as error:
        raise GradebookError(in_plain_words(str(getattr(error, "orig", error)))) from error
    return work


def late_notes(book: Any, config: Config, works: Collection[StudentGrades]) -> Iterator[str]:
    """Yield a line for each assignment whose dates or rules are newer than its penalties."""
    for name in dict.fromkeys(work.sheet.name for work in works):
        if stale := stale_penalties(book.db, config, name):
            yield (
                f"{len(stale)} late penalties do not match the current dates and rules "
                f"({some_of(stale)}): run 'autograder grade {name}' first"
            )


def _sheets(db: Any, course: Course, names: Collection[str]) -> Iterator[Sheet]:
    query = select(Assignment.id, Assignment.name, Assignment.max_score, Assignment.duedate)
    found = {row.name: row for row in db.execute(query.order_by(Assignment.name))}
    if missing := [name for name in names if name not in found]:
        known = ", ".join(found) or "none"
        raise CourseError(f"the gradebook has no assignment '{missing[0]}' (there: {known})")
    if not found:
        raise GradebookError(
            "the gradebook holds no assignment: run 'nbgrader generate_assignment' first"
        )
    for name in dict.fromkeys(names or found):
        row = found[name]
        yield Sheet(row.id, name, row.max_score, row.duedate, _cells(db, course, row.id, name))


def _cells(db: Any, course: Course, assignment: str, name: str) -> tuple[GradedCell, ...]:
    """Return the graded cells, those that a person marks (answers, tasks) as written ones."""
    of_this = (Notebook.assignment_id == assignment,)
    query = select(SolutionCell.notebook_id, SolutionCell.name).join(Notebook).where(*of_this)
    answers = {tuple(row) for row in db.execute(query)}
    found = []
    for kind in (GradeCell, TaskCell):
        rows = db.execute(
            select(kind.id, kind.notebook_id, kind.name, Notebook.name.label("notebook"))
            .join(Notebook)
            .where(*of_this)
        )
        for row in rows:
            written = kind is TaskCell or (row.notebook_id, row.name) in answers
            found.append(GradedCell(row.id, row.name, written, row.notebook))
    notebooks = course.notebooks(name) if name in course.names else []
    order = [(each.stem, cell) for each in notebooks for cell in each.order]
    place = {cell: number for number, cell in enumerate(order)}
    found.sort(key=lambda cell: (place.get((cell.notebook, cell.name), len(place)), cell.name))
    count = Counter(cell.name for cell in found)
    return tuple(cell if count[cell.name] > 1 else replace(cell, notebook="") for cell in found)


def _people(db: Any, submitters: Collection[str], only: Collection[str]) -> list[Person]:
    """Return everybody once: the enrolled, and those who have a folder and no more."""
    kept = (Student.id, Student.first_name, Student.last_name, Student.email, Student.lms_user_id)
    enrolled = [Person(*(value or "" for value in row)) for row in db.execute(select(*kept))]
    found = {name: Person(name) for name in submitters}
    # of two who differ in how accents are written, the one with a name
    for person in sorted(enrolled, key=lambda each: (each.name != each.id, each.id)):
        found[composed(person.id)] = person
    wanted = {*map(composed, only)}
    if missing := wanted - found.keys():
        raise CourseError(f"the gradebook has no student '{min(missing)}'")
    chosen = [person for name, person in found.items() if not only or name in wanted]
    return sorted(chosen, key=lambda each: (each.last_name, each.first_name, each.id))


def _work(
    db: Any, course: Course, folders: CourseFolders, sheet: Sheet, people: list[Person]
) -> Iterator[StudentGrades]:
    submitted = select(
        SubmittedAssignment.student_id, SubmittedAssignment.timestamp, SubmittedAssignment.extension
    ).where(SubmittedAssignment.assignment_id == sheet.id)
    marks, penalties = _marks(db, sheet.id), _penalties(db, sheet.id)
    rows = {composed(row.student_id): row for row in db.execute(submitted)}
    files = Files(course, folders, sheet.name)
    for person in people:
        name = composed(person.id)
        row, why_not, file = rows.get(name), "", ""
        own = marks[row.student_id] if row else {}
        # nbgrader makes rows before it grades, and for an extension
        graded = any(mark.score is not None for mark in own.values()) or name in files.graded
        handed_in = name in files.handed_in or graded
        if name in folders.excluded and not graded:
            handed_in, why_not = True, EXCLUDED
        elif handed_in:
            file, why_not = files.about(name)
        yield StudentGrades(
            person, sheet, handed_in, bool(row) and graded, row and row.timestamp,
            row and row.extension, penalties[row.student_id] if row else 0.0, own, file, why_not,
        )  # fmt: skip


def _joined(assignment: str, *columns: Any) -> Any:
    """Return a query for columns of submitted notebooks, the student's id before them."""
    return (
        select(SubmittedAssignment.student_id, *columns)
        .select_from(SubmittedAssignment)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(SubmittedAssignment.assignment_id == assignment)
    )


def _penalties(db: Any, assignment: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for student, penalty in db.execute(
        _joined(assignment, SubmittedNotebook.late_submission_penalty)
    ):
        found[student] += penalty or 0.0
    return found


def _marks(db: Any, assignment: str) -> dict[str, dict[str, Mark]]:
    comments = _comments(db, assignment)
    found: dict[str, dict[str, Mark]] = defaultdict(dict)
    columns = (
        Grade.cell_id, BaseCell.name, BaseCell.notebook_id, Grade.score, Grade.auto_score,
        Grade.manual_score, Grade.needs_manual_grade,
    )  # fmt: skip
    query = _joined(assignment, *columns).join(Grade, Grade.notebook_id == SubmittedNotebook.id)
    for row in db.execute(query.join(BaseCell, Grade.cell_id == BaseCell.id)):
        empty = row.auto_score is None and row.manual_score is None
        told = comments.get((row.student_id, row.notebook_id, exercise_of(row.name)), "")
        mark = Mark(None if empty else row.score, empty or row.needs_manual_grade, told)
        found[row.student_id][row.cell_id] = mark
    return found


def _comments(db: Any, assignment: str) -> dict[tuple[str, str, str], str]:
    """Return the comments by student, notebook and cell; an exercise's is its solution cell's."""
    query = _joined(assignment, BaseCell.notebook_id, BaseCell.name, Comment.comment)
    query = query.join(Comment, Comment.notebook_id == SubmittedNotebook.id)
    rows = db.execute(query.join(BaseCell, Comment.cell_id == BaseCell.id))
    return {tuple(where): comment for *where, comment in rows if comment}
