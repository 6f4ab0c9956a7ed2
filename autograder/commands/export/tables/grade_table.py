"""A table that is to be written, and what its reader has to know; which grades go into it."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.commands.export.tables.grades import Status, StudentGrades
from autograder.sandbox.untrusted_text import some_of


@dataclass(frozen=True)
class Terms:
    """Which grades are told. ``with_unfinished``: also those that a person has still to finish;
    ``missing_as_zero``: 0 for those who handed nothing in; ``columns``: an assignment's heading.
    """

    with_unfinished: bool = False
    missing_as_zero: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)

    def grade(self, work: StudentGrades) -> float | None:
        """Return the grade that is told, or None."""
        if work.status is Status.NOT_SUBMITTED:
            return 0.0 if self.missing_as_zero else None
        return None if work.status.unfinished and not self.with_unfinished else work.score


@dataclass
class Table:
    """Rows of text, the heading first; ``notes``: lines for whoever exports."""

    rows: list[Sequence[str]]
    notes: list[str] = field(default_factory=list)

    def as_bytes(self, separator: str = ",") -> bytes:
        """Return the rows as CSV in UTF-8."""
        text = io.StringIO()
        csv.writer(text, delimiter=separator, lineterminator="\n").writerows(self.rows)
        return text.getvalue().encode()


def without_row(works: Iterable[StudentGrades], terms: Terms) -> list[str]:
    """Return who has no grade in a table that has no place for a status, by status and reason."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for work in works:
        if terms.grade(work) is None:
            about = (work.sheet.name, str(work.status), work.reason)
            found.setdefault(about, []).append(work.student.id)
    return [f"no grade, {': '.join(about)}: {some_of(who, 20)}" for about, who in found.items()]


def notes(works: Iterable[StudentGrades], terms: Terms) -> list[str]:
    """Return what a reader of the grades might miss: a line for each kind of it, with a count."""
    count = Counter(work.status for work in works)
    told = []
    if unfinished := sum(number for status, number in count.items() if status.unfinished):
        kinds = ", ".join(f"{s}: {count[s]}" for s in Status if s.unfinished and count[s])
        what = (
            "exported as they are now"
            if terms.with_unfinished
            else "left out: finish them in formgrader, or take them along with --with-unfinished"
        )
        told.append(f"{unfinished} not final, a person is needed ({kinds}): {what}")
    if waiting := count[Status.NOT_GRADED]:
        told.append(f"{waiting} handed in but not graded, left out: run 'autograder grade' first")
    if missing := count[Status.NOT_SUBMITTED]:
        what = "exported as 0" if terms.missing_as_zero else "no grade (--missing-as-zero gives 0)"
        told.append(f"{missing} not submitted: {what}")
    return told
