"""Lets questions come and go after submissions, where nbgrader refuses.

It refuses because it knows one way only: to remove the notebook with all its submissions. Here rows
of single cells go and come, and all others stay. What people gave for a question that goes nobody
could make anew: it is set aside in a file, and is back when the question is.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from nbgrader.preprocessors import SaveCells
from sqlalchemy import delete, select
from sqlalchemy.orm import load_only

from autograder.gradebook.keep_release import keep_release
from autograder.gradebook.set_aside import Marks, SetAside
from autograder.sandbox.untrusted_text import some_of

# nbgrader loads this module before it removes what was released
keep_release()

# which cells have which rows of each student, and what in them is a person's
ROWS = {Grade: (GradeCell, TaskCell), Comment: (SolutionCell, TaskCell)}
BY_HAND = {Grade: ("manual_score", "extra_credit"), Comment: ("manual_comment",)}


class SaveQuestions(SaveCells):
    """Saves a notebook's cells as nbgrader does, also where work is handed in already."""

    def _create_notebook(self, nb: Any) -> None:
        try:
            known = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        except MissingEntry:
            known = None
        # without submissions nbgrader makes all anew
        if known is not None and known.submissions:
            self._change(known)
        super()._create_notebook(nb)

    def _change(self, known: Notebook) -> None:
        """Have the gradebook hold the notebook's cells and no others, in one transaction."""
        new = {
            GradeCell: self.new_grade_cells,
            SolutionCell: self.new_solution_cells,
            TaskCell: self.new_task_cells,
            SourceCell: self.new_source_cells,
        }
        cells = {(type(c), c.name): c for c in (*known._base_cells, *known.source_cells)}
        wanted = {(kind, name): about for kind, some in new.items() for name, about in some.items()}
        gone = [cell for key, cell in cells.items() if key not in wanted]
        came = [
            kind(id=new_uuid(), name=name, notebook_id=known.id, **about)
            for (kind, name), about in wanted.items()
            if (kind, name) not in cells
        ]
        # worth nothing now, or something again: as if it had gone, or come
        turned = [
            cell
            for key, cell in cells.items()
            if key in wanted and _worth(cell) != bool(wanted[key].get("max_score"))
        ]
        if gone or came or turned:
            self._exchange(known, gone, came, turned)

    def _exchange(
        self, known: Notebook, gone: list[Any], came: list[Any], turned: list[Any]
    ) -> None:
        db, aside = self.gradebook.db, SetAside(Path.cwd(), self.assignment_id, self.notebook_id)
        less = [*gone, *(cell for cell in turned if _worth(cell))]
        more = [*came, *(cell for cell in turned if not _worth(cell))]
        marks = aside.read()
        if lost := _marks(db, known, _names(less)):
            marks |= lost
            # before they are removed: killed in between, nothing is lost
            aside.write(marks)
        for cell in (*gone, *turned):
            for kind in ROWS:
                db.execute(delete(kind).where(kind.cell_id == cell.id))
        for cell in gone:
            db.delete(cell)
        db.add_all(came)
        db.flush()
        students = [each.id for each in known.submissions]
        for cell in came:
            db.add_all(_blank(cell, students, _worth(cell)))
        for cell in turned:
            db.add_all(_blank(cell, students, not _worth(cell)))
        db.flush()
        back = {name: marks.pop(name) for name in _names(more) if name in marks}
        _put_back(db, known, back)
        db.commit()
        if back:
            aside.write(marks)
        self._tell(aside, _names(less), _names(more), lost, back)

    def _tell(
        self, aside: SetAside, less: set[str], more: set[str], lost: Marks, back: Marks
    ) -> None:
        say, file = self.log.warning, aside.path.relative_to(Path.cwd())
        if less - more:
            say("Withdrawn: %s", some_of(sorted(less - more)))
        for name, students in lost.items():
            say("%s: what people gave to %d is kept in %s", name, len(students), file)
        if more - less:
            say("New, and missing in what is handed in: %s", some_of(sorted(more - less)))
        for name, students in back.items():
            say("%s: what people gave to %d is back", name, len(students))
        say("Now bring everybody's scores up to date: autograder grade %s", self.assignment_id)


def _worth(cell: Any) -> bool:
    return bool(getattr(cell, "max_score", 0))


def _names(cells: Iterable[Any]) -> set[str]:
    """Return the names of those cells that students have rows for."""
    return {cell.name for cell in cells if isinstance(cell, BaseCell)}


def _blank(cell: Any, notebooks: Iterable[str], worth: bool) -> Iterator[Any]:
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


def _marks(db: Any, known: Notebook, names: set[str]) -> Marks:
    found: Marks = {}
    for cell, student, row, keys in _rows(db, known, names):
        if given := {key: value for key in keys if (value := getattr(row, key)) is not None}:
            found.setdefault(cell, {}).setdefault(student, {}).update(given)
    return found


def _put_back(db: Any, known: Notebook, marks: Marks) -> None:
    for cell, student, row, keys in _rows(db, known, {*marks}):
        for key in keys:
            # a comment that was given in the meantime counts
            if getattr(row, key) is None:
                setattr(row, key, marks[cell].get(student, {}).get(key))
