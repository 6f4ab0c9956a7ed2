"""A cell's rows in the gradebook: what students have for it, and what of that is a person's."""

from collections.abc import Iterable, Iterator
from typing import Any

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import select
from sqlalchemy.orm import load_only

from autograder.gradebook.set_aside import Marks

# which cells have which rows of each student, and what in them is a person's
ROWS = {Grade: (GradeCell, TaskCell), Comment: (SolutionCell, TaskCell)}
BY_HAND = {Grade: ("manual_score", "extra_credit"), Comment: ("manual_comment",)}


def is_worth(cell: Any) -> bool:
    """Tell whether there are points for a cell."""
    return bool(getattr(cell, "max_score", 0))


def names_of(cells: Iterable[Any]) -> set[str]:
    """Return the names of those cells that students have rows for."""
    return {cell.name for cell in cells if isinstance(cell, BaseCell)}


def blank_rows(cell: Any, notebooks: Iterable[str], worth: bool) -> Iterator[Any]:
    """Yield rows as nbgrader makes them; where there is nothing to win nobody has to mark."""
    about = {} if worth else {"auto_score": 0.0, "needs_manual_grade": False}
    for kind, cells in ROWS.items():
        if isinstance(cell, cells):
            for notebook in notebooks:
                extra = about if kind is Grade else {}
                yield kind(cell_id=cell.id, notebook_id=notebook, **extra)


def _rows(db: Any, known: Notebook, names: set[str]) -> Iterator[tuple[str, str, Any, list[str]]]:
    """Yield cell, student, row, and what in it is a person's."""
    for kind, keys in BY_HAND.items():
        query = (
            select(BaseCell.name, SubmittedAssignment.student_id, kind)
            .join(kind, kind.cell_id == BaseCell.id)
            .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .where(BaseCell.notebook_id == known.id, BaseCell.name.in_(names))
            .options(load_only(*(getattr(kind, key) for key in keys)))
        )
        for cell, student, row in db.execute(query).all():
            yield cell, student, row, list(keys)


def marks_by_hand(db: Any, known: Notebook, names: set[str]) -> Marks:
    """Return what people gave for some cells."""
    found: Marks = {}
    for cell, student, row, keys in _rows(db, known, names):
        if given := {key: value for key in keys if (value := getattr(row, key)) is not None}:
            found.setdefault(cell, {}).setdefault(student, {}).update(given)
    return found


def put_back(db: Any, known: Notebook, marks: Marks) -> None:
    """Enter what people gave before."""
    for cell, student, row, keys in _rows(db, known, {*marks}):
        for key in keys:
            # a comment that was given in the meantime counts
            if getattr(row, key) is None:
                setattr(row, key, marks[cell].get(student, {}).get(key))
