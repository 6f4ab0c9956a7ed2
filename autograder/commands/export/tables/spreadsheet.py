"""The table for people: a row per student and assignment, a column per exercise and question."""

import datetime
from collections.abc import Sequence

from autograder.commands.export.tables.grade_table import Table, Terms, notes
from autograder.commands.export.tables.grades import StudentGrades
from autograder.commands.output.spreadsheet_text import harmless, number

BEFORE = (
    "assignment", "student_id", "last_name", "first_name", "email", "status", "timestamp", "duedate"
)  # fmt: skip
AFTER = ("raw_score", "late_penalty", "score", "max_score", "reason")


def as_table(works: Sequence[StudentGrades], terms: Terms) -> Table:
    """Return the table. Text that a spreadsheet would take for a formula is made harmless."""
    headings = list(dict.fromkeys(cell.heading for w in works for cell in w.sheet.cells))
    shown = [f"{name} (exercise)" if name in BEFORE + AFTER else name for name in headings]
    rows: list[Sequence[str]] = [[*BEFORE, *map(harmless, shown), *AFTER]]
    rows += [_row(work, headings, terms) for work in works]
    return Table(rows, notes(works, terms))


def _row(work: StudentGrades, headings: list[str], terms: Terms) -> list[str]:
    who = work.student
    text = (work.sheet.name, who.id, who.last_name, who.first_name, who.email, str(work.status))
    when = (_time(work.timestamp), _time(work.duedate))
    marks = _marks(work, terms)
    final = terms.grade(work)
    raw = None if final is None else work.raw_score or 0.0
    penalty = work.penalty if work.graded else None
    return [
        *map(harmless, text), *when, *(marks.get(heading, "") for heading in headings),
        number(raw), number(penalty), number(final), number(work.sheet.max_score),
        harmless(work.reason),
    ]  # fmt: skip


def _marks(work: StudentGrades, terms: Terms) -> dict[str, str]:
    """Return the scores by heading, but for those that a person has still to give."""
    found = {}
    for cell in work.sheet.cells:
        mark = work.marks.get(cell.id)
        if mark and (terms.with_unfinished or not mark.needs_person):
            found[cell.heading] = number(mark.score)
    return found


def _time(moment: datetime.datetime | None) -> str:
    return moment.isoformat(" ", "seconds") if moment else ""
