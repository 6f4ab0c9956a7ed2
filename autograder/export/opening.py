"""Opens a gradebook that must be there: to export from a new, empty one is never meant."""

from collections.abc import Iterator
from contextlib import contextmanager

from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder import database
from autograder.classroom import open_gradebook
from autograder.records import GradebookError, check


@contextmanager
def existing_gradebook(config: Config) -> Iterator[Gradebook]:
    """Yield the course's gradebook; raises GradebookError where it is missing or damaged."""
    url = database.address(config)
    if (file := database.file_of(url)) and not file.is_file():
        raise GradebookError(
            f"there is no gradebook at '{url.database}': run 'nbgrader generate_assignment' first"
        )
    with open_gradebook(config) as book:
        check(book)
        yield book
