"""Opens the course's gradebook: the only way in, whoever reads or writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from autograder.gradebook.errors import GradebookError, in_plain_words

if TYPE_CHECKING:  # doctor asks where packages may be missing
    from nbgrader.api import Gradebook
    from sqlalchemy.engine import URL
    from traitlets.config import Config

ATTEMPTS = 3  # where another program has the gradebook, or has just entered the same student
ANSWER_SECONDS = 5  # in which a server must answer those who only look
T = TypeVar("T")


def open_gradebook(
    config: "Config", *, must_exist: bool = False, read_only: bool = False
) -> "Gradebook":
    """Return the course's gradebook as nbgrader's Gradebook, a context manager.

    A new one is made where there is none, unless it ``must_exist``: then it is checked for damage,
    too. ``read_only``: an SQLite gradebook stays as it is, byte for byte. Raises GradebookError.
    """
    from nbgrader.api import Gradebook
    from nbgrader.coursedir import CourseDirectory

    from autograder.gradebook.indexes import declare_indexes
    from autograder.gradebook.scores import check_integrity

    url, file = address(config), sqlite_file(config)
    if must_exist and file and not file.is_file():
        raise GradebookError(
            f"there is no gradebook at '{file}': run 'nbgrader generate_assignment' first"
        )
    declare_indexes()
    course = CourseDirectory(config=config).course_id
    text = (_read_only(url) if read_only and file else url).render_as_string(hide_password=False)
    book = retry(lambda: Gradebook(text, course))
    if must_exist:
        try:
            check_integrity(book)
        except BaseException:
            book.close()
            raise
    return book


@dataclass(frozen=True)
class BareGradebook:
    """As much of nbgrader's Gradebook as those need who only look; its own may make tables."""

    engine: Any
    db: Any


@contextmanager
def look_into_gradebook(config: "Config") -> Iterator[BareGradebook]:
    """Yield the gradebook without making, adding or changing anything in it."""
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    url = address(config)
    if url.get_backend_name() == "postgresql" and "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": str(ANSWER_SECONDS)})
    engine = create_engine(_read_only(url) if sqlite_file(config) else url)
    try:
        with Session(engine) as session:
            yield BareGradebook(engine, session)
    finally:
        engine.dispose()


def address(config: "Config") -> "URL":
    """Return the gradebook's address, an SQLAlchemy URL."""
    from nbgrader.coursedir import CourseDirectory
    from sqlalchemy.engine import make_url

    return make_url(CourseDirectory(config=config).db_url)


def sqlite_file(config: "Config") -> Path | None:
    """Return the file of an SQLite gradebook, whether it is there or not; None on a server."""
    url = address(config)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _read_only(url: "URL") -> "URL":
    path = Path(url.database or "").resolve().as_uri()
    return url.set(database=path).update_query_dict({"mode": "ro", "uri": "true"})


def retry(step: Callable[[], T], book: Any = None) -> T:
    """Return what ``step`` returns; try again where another program is in the way.

    ``book``: the Gradebook that the step writes into. Raises GradebookError, with nothing of the
    step written.
    """
    from sqlalchemy.exc import SQLAlchemyError

    for left in reversed(range(ATTEMPTS)):
        try:
            return step()
        except SQLAlchemyError as error:
            if book is not None:
                book.db.rollback()
                book.db.expunge_all()
            if not left or not _may_pass(error):
                raise GradebookError(in_plain_words(str(getattr(error, "orig", error)))) from error
    raise AssertionError


def _may_pass(error: Any) -> bool:
    from sqlalchemy.exc import IntegrityError, OperationalError

    # somebody has just entered the same
    if isinstance(error, IntegrityError):
        return True
    locked = ("locked", "deadlock", "serialize")
    return isinstance(error, OperationalError) and any(w in str(error.orig) for w in locked)
