"""The table that Canvas's gradebook imports: who it is, then a column per assignment.

A student without a grade has no row: a blank cell would take away what Canvas has.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from autograder.commands.export.tables.canvas_roster import POINTS, Roster
from autograder.commands.export.tables.grade_table import Table, Terms, notes, without_row
from autograder.commands.export.tables.grades import Sheet, StudentGrades
from autograder.commands.output.spreadsheet_text import acts, harmless, number
from autograder.gradebook.students import Person
from autograder.sandbox.untrusted_text import clean, some_of

ABOUT = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MATCHED = {*ABOUT[1:4], "Integration ID", "Root Account"}  # by these Canvas finds a student
EXCUSED = "EX"
INDENTED = f"    {POINTS}"  # as Canvas itself writes it


def as_table(works: Sequence[StudentGrades], terms: Terms, roster: Roster | None = None) -> Table:
    """Return the table; with a ``roster``, who it is stands as Canvas has it.

    Raises CourseError where the roster has several columns for an assignment.
    """
    sheets = list({work.sheet.id: work.sheet for work in works}.values())
    table = Table([], [*notes(works, terms), *without_row(works, terms)])
    if roster is None:
        table.rows = [[*ABOUT, *(terms.columns.get(s.name, s.name) for s in sheets)]]
        table.rows.append([INDENTED, *[""] * 4, *(number(s.max_score) for s in sheets)])
        _enter(table, ((_about(who), values) for who, values in _graded(works, terms)), ABOUT)
        return table
    columns = [roster.column(terms.columns.get(sheet.name, sheet.name)) for sheet in sheets]
    heads = _heads(table, sheets, columns, terms, roster)
    about = roster.heading[: roster.about]
    table.rows = [[*about, *heads[0]], [INDENTED, *[""] * (roster.about - 1), *heads[1]]]
    _enter(table, _merged(table, works, terms, roster, columns), about)
    return table


def _graded(works: Sequence[StudentGrades], terms: Terms) -> Iterable[tuple[Person, list[str]]]:
    """Yield who has a grade at all, with the grades in the assignments' order."""
    ordered = sorted(works, key=lambda work: work.student.id)
    for student, own in groupby(ordered, key=attrgetter("student")):
        values = [number(terms.grade(work)) for work in own]
        if any(values):
            yield student, values


def _about(person: Person) -> list[str]:
    """Return what we know of a student; Canvas's own ID is a number."""
    known = person.lms_user_id
    ids = [known, ""] if known.isdecimal() else ["", known]
    return [person.name, *ids, person.id, ""]


def _enter(
    table: Table, rows: Iterable[tuple[list[str], list[str]]], heading: Sequence[str]
) -> None:
    """Add the rows. Canvas finds a student by the ids, so that only the rest is made harmless."""
    place = heading.index("ID")
    kept = list(rows)
    taken = Counter(about[place] for about, _ in kept if about[place])
    for about, values in kept:
        ids = [value for name, value in zip(heading, about, strict=True) if name in MATCHED]
        why = (
            "an ID of theirs would act as a formula or on a terminal" if any(map(acts, ids)) else ""
        )
        if taken[about[place]] > 1:
            why = "another student has the same ID"
        if why:
            who = clean(about[0], 60)
            table.notes.append(f"left out: '{who}': {why}; enter this grade by hand")
            continue
        safe = [value if name in MATCHED else harmless(value)
                for name, value in zip(heading, about, strict=True)]  # fmt: skip
        table.rows.append([*safe, *values])


def _heads(
    table: Table, sheets: list[Sheet], columns: list[int | None], terms: Terms, roster: Roster
) -> tuple[list[str], list[str]]:
    """Return headings and points; Canvas's own where it has the assignment."""
    headings, points = [], []
    for sheet, column in zip(sheets, columns, strict=True):
        ours = number(sheet.max_score)
        name = terms.columns.get(sheet.name, sheet.name)
        headings.append(name if column is None else roster.heading[column])
        points.append(ours if column is None else roster.points[column].strip() or ours)
        if column is None:
            table.notes.append(
                f"{roster.name} has no column '{name}': Canvas will offer to make an assignment "
                f"of it (is it called otherwise? --column '{sheet.name}=…')"
            )
        elif not _same(points[-1], sheet.max_score):
            table.notes.append(
                f"'{headings[-1]}' has {points[-1]} points in Canvas and {ours} in the gradebook: "
                "make them the same before you import"
            )
    return headings, points


def _same(points: str, ours: float) -> bool:
    try:
        # Canvas shows two decimals
        return abs(float(points.replace(",", ".")) - ours) < 0.005
    except ValueError:
        return False


def _merged(
    table: Table,
    works: Sequence[StudentGrades],
    terms: Terms,
    roster: Roster,
    columns: list[int | None],
) -> Iterable[tuple[list[str], list[str]]]:
    """Yield the roster's students who have a grade; tell who is here or there only."""
    places = {work.student: roster.find(work.student) for work in works}
    taken = Counter(row for row in places.values() if row is not None)
    lost = [who.id for who, row in places.items() if row is None or taken[row] > 1]
    unknown = [row[0] for place, row in enumerate(roster.students) if place not in taken]
    _tell(table, f"in the gradebook, but not (or not clearly) in {roster.name}", lost)
    _tell(table, f"in {roster.name}, but not in the gradebook", unknown)
    excused = []
    for who, values in _graded(works, terms):
        place = places[who]
        if place is not None and taken[place] == 1:
            row = roster.students[place]
            kept = ["" if column is None else row[column] for column in columns]
            pairs = list(zip(values, kept, strict=True))
            excused += [who.id for new, old in pairs if new and _excused(old)]
            merged = [old if _excused(old) else new or old for new, old in pairs]
            yield list(row[: roster.about]), merged
    _tell(table, "excused in Canvas", excused, "kept as EX")


def _excused(cell: str) -> bool:
    """Tell whether Canvas has excused somebody: that counts more than a score."""
    return cell.strip().upper() == EXCUSED


def _tell(table: Table, where: str, names: list[str], what: str = "left out") -> None:
    if names:
        table.notes.append(f"{len(names)} {where}, {what}: {some_of(names)}")
