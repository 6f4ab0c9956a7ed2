"""The gradebook: there, sound, free, up to date, and of one mind with source/."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.commands.doctor.findings import Finding, Place, fail, ok, warn
from autograder.gradebook.open import look_into_gradebook, sqlite_file

if TYPE_CHECKING:
    from autograder.course.course import Assignment

WHAT = "gradebook"
SERVER = (
    "check that it runs, and c.CourseDirectory.db_url in nbgrader_config.py: pg_isready -h HOST"
)
LOCKED = "in use by another program"


def gradebook(place: Place) -> Iterator[Finding]:
    """Look at all of it, as far as the first thing that makes the rest meaningless."""
    from autograder.gradebook.errors import GradebookError

    file = sqlite_file(place.config)
    if file and not file.is_file():
        name = next(iter(place.course.names), "ASSIGNMENT")
        remedy = f"nbgrader generate_assignment {name} --force"
        yield warn(WHAT, f"there is none yet ({file.name})", remedy)
        return
    try:
        with look_into_gradebook(place.config) as book:
            yield from _sound(book, file)
    except GradebookError as error:
        words, _, remedy = str(error).partition(": ")
        yield fail(WHAT, *((words, remedy) if file and remedy else (str(error), SERVER)))
        return
    with look_into_gradebook(place.config) as book:
        yield from _indexes(book)
        for each in place.notebooks:
            yield from _known(book, each)


def _sound(book: Any, file: Path | None) -> Iterator[Finding]:
    """Read it, check it, and see whether it could be written; GradebookError where it cannot."""
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    from autograder.gradebook.errors import GradebookError, in_plain_words
    from autograder.gradebook.scores import check_integrity

    check_integrity(book)
    try:
        version = book.db.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except SQLAlchemyError as error:
        raise GradebookError(in_plain_words(str(getattr(error, "orig", error)))) from error
    if version != _newest():
        words = f"another version of nbgrader made it ({version})"
        yield fail(WHAT, words, "nbgrader db upgrade")
    elif why := _unwritable(file) if file else _forbidden(book):
        remedy = f"ls -l '{file}'" if file else "GRANT ALL ON ALL TABLES IN SCHEMA public TO …;"
        remedy = "close formgrader or the other grader" if why == LOCKED else remedy
        yield (warn if why == LOCKED else fail)(WHAT, why, remedy)
    else:
        whose = book.engine.url.database
        state = f"{file.name} is sound" if file else f"the server of '{whose}' answers"
        yield ok(WHAT, f"{state} and it can be written")


def _newest() -> str | None:
    """Return the version of the tables that this nbgrader makes."""
    import nbgrader
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic")).get_current_head()


def _unwritable(file: Path) -> str:
    """Return why an SQLite file cannot be written; what is tried is taken back."""
    try:
        with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as book:
            book.execute("BEGIN IMMEDIATE")
            book.execute("CREATE TABLE of_the_doctor (x)")
            book.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return LOCKED if "locked" in str(error) else f"it cannot be written ({error})"
    return ""


def _forbidden(book: Any) -> str:
    """Return why a gradebook on a server cannot be written."""
    from sqlalchemy import text

    allowed = book.db.execute(text("SELECT has_table_privilege('grade', 'UPDATE')")).scalar()
    return "" if allowed else "it cannot be written by this user"


def _indexes(book: Any) -> Iterator[Finding]:
    from sqlalchemy import inspect

    from autograder.gradebook.indexes import INDEXES

    known = inspect(book.engine)
    there = {each["name"] for table, _ in INDEXES.values() for each in known.get_indexes(table)}
    if lacking := [name for name in INDEXES if name not in there]:
        words = f"{len(lacking)} indexes are missing: slow with large classes"
        yield warn("indexes", words, "autograder db optimize")
    else:
        yield ok("indexes", "all are there")


def _known(book: Any, assignment: "Assignment") -> Iterator[Finding]:
    """Compare the exercises and points that the gradebook knows with those of source/."""
    worth = _worth(book, assignment)
    points = {each.grade_id: each.points for each in assignment.cells if each.role == "test"}
    other = [cell for cell, value in points.items() if (worth or {}).get(cell) != value]
    what = f"{WHAT}, {assignment.label}"
    remedy = f"nbgrader generate_assignment {assignment.name} --force"
    if worth is None:
        yield warn(what, "it does not know this assignment yet", remedy)
    elif other:
        words = f"its points differ from source/ for {', '.join(other)}"
        yield warn(what, words, remedy)
    else:
        yield ok(what, f"{sum(points.values()):g} points for exercises, as in source/")


def _worth(book: Any, assignment: "Assignment") -> dict[str, float] | None:
    """Return the points of a notebook's graded cells, None where the gradebook has none of it."""
    from nbgrader import api
    from sqlalchemy import select

    known = (
        select(api.Notebook.id)
        .join(api.Assignment, api.Notebook.assignment_id == api.Assignment.id)
        .where(api.Assignment.name == assignment.name, api.Notebook.name == assignment.stem)
    )
    notebook = book.db.scalar(known)
    if notebook is None:
        return None
    cells = select(api.GradeCell.name, api.GradeCell.max_score)
    return dict(map(tuple, book.db.execute(cells.where(api.GradeCell.notebook_id == notebook))))
