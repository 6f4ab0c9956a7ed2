"""The table that Moodle's grade import takes: a user's identifier, then a column per assignment.

An import ends at a row whose user it cannot find, and a blank grade takes away what was there: so
who has no identifier, or no grade, has no row.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from autograder.commands.export.tables.grade_table import Table, Terms, notes, without_row
from autograder.commands.export.tables.grades import Sheet, StudentGrades
from autograder.commands.output.spreadsheet_text import acts, number
from autograder.gradebook.students import Person
from autograder.sandbox.untrusted_text import clean

IDENTIFIERS = {  # how it is asked for, as Moodle calls it, where nbgrader keeps it
    "email": ("Email address", "email"),
    "username": ("Username", "id"),
    "idnumber": ("ID number", "lms_user_id"),
}
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "colon": ":"}


def as_table(
    works: Sequence[StudentGrades], terms: Terms, identify: str = "email", feedback: bool = False
) -> Table:
    """Return the table; ``identify``: a key of IDENTIFIERS; ``feedback``: a column of it too."""
    heading, attribute = IDENTIFIERS[identify]
    sheets = list({work.sheet.id: work.sheet for work in works}.values())
    table = Table(
        [[heading, *_headings(sheets, terms, feedback)]],
        [*notes(works, terms), *without_row(works, terms)],
    )
    taken = Counter(getattr(who, attribute) for who in {work.student for work in works})
    ordered = sorted(works, key=lambda work: work.student.id)
    for student, own in groupby(ordered, key=attrgetter("student")):
        identifier = getattr(student, attribute)
        values = _values(list(own), terms, feedback)
        if not any(values):
            continue
        if why := _unfit(identifier, heading) or _shared(identifier, heading, taken):
            table.notes.append(_left_out(student, why))
        else:
            table.rows.append([identifier, *values])
    return table


def _headings(sheets: list[Sheet], terms: Terms, feedback: bool) -> Iterable[str]:
    for sheet in sheets:
        name = terms.columns.get(sheet.name, sheet.name)
        yield from (name, f"{name} (feedback)") if feedback else (name,)


def _values(works: list[StudentGrades], terms: Terms, feedback: bool) -> list[str]:
    found = []
    for work in works:
        grade = number(terms.grade(work))
        found += [grade, _feedback(work) if grade else ""] if feedback else [grade]
    return found


def _feedback(work: StudentGrades) -> str:
    """Return the gradebook's comments, a line for each exercise and question that has one."""
    told = ((cell.heading, work.marks[cell.id].comment)
            for cell in work.sheet.cells if cell.id in work.marks)  # fmt: skip
    return "\n".join(f"{heading}: {comment}" for heading, comment in told if comment)


def _unfit(identifier: str, heading: str) -> str:
    if not identifier:
        return f"the gradebook has no {heading} of theirs"
    return f"their {heading} would act as a formula or on a terminal" if acts(identifier) else ""


def _shared(identifier: str, heading: str, taken: Counter[str]) -> str:
    return f"another student has the same {heading}" if taken[identifier] > 1 else ""


def _left_out(student: Person, why: str) -> str:
    return f"left out: '{clean(student.id, 60)}': {why}; enter this grade by hand"
