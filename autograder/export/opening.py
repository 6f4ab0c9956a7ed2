"""Opens a gradebook that must be there: to export from a new, empty one is never meant."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from traitlets.config import Config

from autograder.classroom import open_gradebook
from autograder.records import GradebookError, check


@contextmanager
def existing_gradebook(config: Config) -> Iterator[Gradebook]:
    """Yield the course's gradebook; raises GradebookError where it is missing or damaged."""
    url = make_url(CourseDirectory(config=config).db_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise GradebookError(
            f"there is no gradebook at '{url.database}': run 'nbgrader generate_assignment' first"
        )
    with open_gradebook(config) as book:
        check(book)
        yield book
