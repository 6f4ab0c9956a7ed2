"""The gradebook's rows of a class: read and written for many students in few statements."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import select
from sqlalchemy.orm import load_only

from autograder.classroom.messages import Done
from autograder.gradebook.entries import enter_into
from autograder.gradebook.penalties import LateRule, bring_up_to_date

# the columns that are read: nbgrader's others are whole queries
OF_SUBMISSION = (
    SubmittedAssignment.student_id, SubmittedAssignment.timestamp, SubmittedAssignment.extension,
)  # fmt: skip
OF_NOTEBOOK = (SubmittedNotebook.late_submission_penalty,)
OF_GRADE = (
    Grade.notebook_id, Grade.cell_id,
    Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade,
)  # fmt: skip
OF_COMMENT = (Comment.notebook_id, Comment.cell_id, Comment.auto_comment)


@dataclass
class Row:
    """A student's submission in the gradebook, with the rows of its cells by name."""

    submission: SubmittedAssignment
    notebook: SubmittedNotebook
    grades: dict[str, Grade] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)


class Rows:
    """Writes the results of one notebook, in a transaction that the caller ends."""

    def __init__(self, book: Gradebook, assignment: str, notebook: str, rule: LateRule) -> None:
        self._db, self._rule = book.db, rule
        self._assignment, self._notebook = assignment, notebook
        found = book.find_notebook(notebook, assignment)
        self._ids = (found.assignment.id, found.id)
        self._cells = {
            each.id: (
                [cell.id for cell in (*each.grade_cells, *each.task_cells)],
                [cell.id for cell in (*each.solution_cells, *each.task_cells)],
            )
            for each in found.assignment.notebooks
        }
        self._names = {cell.id: cell.name for cell in found._base_cells}

    def write(
        self,
        batch: Collection[tuple[Done, datetime.datetime | None]],
        is_same: Callable[[Done], bool],
    ) -> None:
        """Write scores, comments, timestamps and penalties; what a person has entered stays.

        ``is_same``: tells that the same notebook is recorded already; then the earlier time stays.
        """
        self._create_students({done.student for done, _ in batch})
        rows = self._read([done.student for done, _ in batch])
        for done, timestamp in batch:
            row = rows.get(done.student) or rows.setdefault(
                done.student, self._create(done.student)
            )
            known = row.submission.timestamp
            if timestamp and not (known and known < timestamp and is_same(done)):
                row.submission.timestamp = timestamp
            enter_into(row.grades, row.comments, done.entries)
        self._db.flush()
        bring_up_to_date(self._db, self._rule, self._assignment, [*rows], self._notebook)

    def _create_students(self, names: set[str]) -> None:
        known = self._db.scalars(select(Student.id).where(Student.id.in_(names)))
        for name in sorted(names.difference(known)):
            self._db.add(Student(id=name))

    def _create(self, student: str) -> Row:
        """Make what nbgrader's `add_submission` makes, for all notebooks of the assignment."""
        assignment, notebook = self._ids
        made = SubmittedAssignment(id=new_uuid(), assignment_id=assignment, student_id=student)
        self._db.add(made)
        rows = {}
        for each, (graded, commented) in self._cells.items():
            inner = SubmittedNotebook(id=new_uuid(), notebook_id=each, assignment_id=made.id)
            grades = [Grade(cell_id=cell, notebook_id=inner.id) for cell in graded]
            comments = [Comment(cell_id=cell, notebook_id=inner.id) for cell in commented]
            self._db.add_all([inner, *grades, *comments])
            rows[each] = (inner, grades, comments)
        inner, grades, comments = rows[notebook]
        return Row(made, inner, self._by_name(grades), self._by_name(comments))

    def _read(self, students: list[str]) -> dict[str, Row]:
        """Return the rows that there are."""
        query = (
            select(SubmittedAssignment, SubmittedNotebook)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .where(SubmittedAssignment.assignment_id == self._ids[0])
            .where(SubmittedNotebook.notebook_id == self._ids[1])
            .where(SubmittedAssignment.student_id.in_(students))
            .options(load_only(*OF_SUBMISSION), load_only(*OF_NOTEBOOK))
        )
        found = {sub.student_id: Row(sub, book) for sub, book in self._db.execute(query)}
        by_id = {row.notebook.id: row for row in found.values()}
        for each in self._cells_of(Grade, by_id):
            by_id[each.notebook_id].grades[self._names[each.cell_id]] = each
        for each in self._cells_of(Comment, by_id):
            by_id[each.notebook_id].comments[self._names[each.cell_id]] = each
        return found

    def _cells_of(self, kind: Any, notebooks: Collection[str]) -> Iterable[Any]:
        columns = OF_GRADE if kind is Grade else OF_COMMENT
        query = select(kind).where(kind.notebook_id.in_(notebooks)).options(load_only(*columns))
        return list(self._db.scalars(query)) if notebooks else []

    def _by_name(self, rows: list[Any]) -> dict[str, Any]:
        return {self._names[row.cell_id]: row for row in rows}
