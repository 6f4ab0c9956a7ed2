"""Lets questions come and go after submissions, where nbgrader refuses.

It refuses because it knows one way only: to remove the notebook with all its submissions. Here rows
of single cells go and come, and all others stay. What people gave for a question that goes nobody
could make anew: it is set aside in a file, and is back when the question is.
"""

from pathlib import Path
from typing import Any

from nbgrader.api import (
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from nbgrader.preprocessors import SaveCells
from sqlalchemy import delete

from autograder.gradebook.keep_release import keep_release
from autograder.gradebook.question_rows import (
    ROWS,
    blank_rows,
    is_worth,
    marks_by_hand,
    names_of,
    put_back,
)
from autograder.gradebook.set_aside import Marks, SetAside
from autograder.sandbox.untrusted_text import some_of

# nbgrader loads this module before it removes what was released
keep_release()


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
        if known is None:
            self._begin()

    def _begin(self) -> None:
        """Give a notebook that is new to those who have handed in the others before."""
        known = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        submissions, db = known.assignment.submissions, self.gradebook.db
        made = [SubmittedNotebook(id=new_uuid(), notebook_id=known.id, assignment_id=each.id)
                for each in submissions]  # fmt: skip
        db.add_all(made)
        db.flush()
        for cell in known._base_cells:
            db.add_all(blank_rows(cell, [each.id for each in made], is_worth(cell)))
        db.flush()
        aside = SetAside(Path.cwd(), self.assignment_id, self.notebook_id)
        marks = aside.read() if made else {}
        put_back(db, known, marks)
        db.commit()
        if marks:
            aside.write({})
        if made:
            self._tell(aside, set(), names_of(known._base_cells), {}, marks)

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
            if key in wanted and is_worth(cell) != bool(wanted[key].get("max_score"))
        ]
        if gone or came or turned:
            self._exchange(known, gone, came, turned)

    def _exchange(
        self, known: Notebook, gone: list[Any], came: list[Any], turned: list[Any]
    ) -> None:
        db, aside = self.gradebook.db, SetAside(Path.cwd(), self.assignment_id, self.notebook_id)
        less = [*gone, *(cell for cell in turned if is_worth(cell))]
        more = [*came, *(cell for cell in turned if not is_worth(cell))]
        marks = aside.read()
        if lost := marks_by_hand(db, known, names_of(less)):
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
            db.add_all(blank_rows(cell, students, is_worth(cell)))
        for cell in turned:
            db.add_all(blank_rows(cell, students, not is_worth(cell)))
        db.flush()
        back = {name: marks.pop(name) for name in names_of(more) if name in marks}
        put_back(db, known, back)
        db.commit()
        if back:
            aside.write(marks)
        self._tell(aside, names_of(less), names_of(more), lost, back)

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
