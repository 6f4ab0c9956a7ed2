"""``autograder extend``: more time for one student; nbgrader has the field and no command."""

import argparse
import datetime
from typing import TYPE_CHECKING, Any

from autograder.commands import OK, arguments
from autograder.course.course import Course, CourseError

if TYPE_CHECKING:
    from traitlets.config import Config

NONE = "none"
LIKE = "2026-12-03 18:00 UTC, or 2026-12-03 18:00 Europe/Berlin"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.usage = "autograder extend STUDENT ASSIGNMENT DATE [--course COURSE]"
    parser.description = (
        "Let one student hand in until DATE, before or after it is graded; the late penalty "
        f"is worked out again. 'autograder extend STUDENT ASSIGNMENT {NONE}' takes it back."
    )
    parser.add_argument("student", metavar="STUDENT", help="as the gradebook knows them")
    arguments.assignment(parser)
    parser.add_argument("date", metavar="DATE", nargs="+", help=f"like {LIKE}")


def run(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Enter the extension, and what follows from it."""
    from autograder.gradebook.open import open_gradebook, retry
    from autograder.gradebook.penalties import LateRule, bring_up_to_date

    student, name, text = options.student, options.assignment, " ".join(options.date)
    course.notebooks(name)
    until = None if text.lower() == NONE else moment(text)
    with open_gradebook(config, must_exist=True) as book:

        def enter() -> tuple[datetime.datetime, bool]:
            due = _extend(book, name, student, until)
            changed = bring_up_to_date(book.db, LateRule(config), name, [student])
            book.db.commit()
            return due, bool(changed)

        due, changed = retry(enter, book)
    print(f"{student}: {name} is due {due:%Y-%m-%d %H:%M} UTC")
    if changed:
        print("the late penalty has changed; to show it on their page:")
        print(f"  nbgrader generate_feedback {name} --student={student} --force")
    return OK


def _extend(book: Any, name: str, student: str, until: datetime.datetime | None) -> Any:
    """Enter the extension and return when it is due; CourseError where that cannot be."""
    from nbgrader.api import MissingEntry

    try:
        due = book.find_assignment(name).duedate
    except MissingEntry:
        raise CourseError(
            f"the gradebook does not know '{name}': run 'nbgrader generate_assignment {name}' first"
        ) from None
    if due is None:
        raise CourseError(
            f"'{name}' has no due date that could be extended: nbgrader db assignment add {name} "
            '--duedate="2026-11-30 18:00:00 UTC"'
        )
    if until and until < due:
        raise CourseError(
            f"for everybody else it is due later, {due:%Y-%m-%d %H:%M} UTC: name a later date, or "
            f"'{NONE}' to take an extension back"
        )
    try:
        # the row of one who has not handed in says no more than this
        book.find_student(student)
        found = book.update_or_create_submission(name, student)
    except MissingEntry:
        raise CourseError(
            f"the gradebook has no student '{student}': nbgrader db student add {student}"
        ) from None
    found.extension = until - due if until else None
    book.db.flush()
    return until or due


def moment(text: str) -> datetime.datetime:
    """Return a time in UTC, as nbgrader keeps it; CourseError where the text is none."""
    from dateutil.tz import gettz  # type: ignore[import-untyped]

    before, _, zone = text.rpartition(" ")
    # Python reads no blank before an offset, and no names
    for written, named in ((text, ""), (before + zone, ""), (before, zone)):
        try:
            found = datetime.datetime.fromisoformat(written)
        except ValueError:
            continue
        where = gettz(named) if named else found.tzinfo or datetime.UTC
        if where and ":" in written:
            return found.replace(tzinfo=where).astimezone(datetime.UTC).replace(tzinfo=None)
    raise CourseError(f"'{text}' is not a date with a time: write it like {LIKE}")
