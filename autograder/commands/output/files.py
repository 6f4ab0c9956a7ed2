"""Writes what a command makes, or says in a line why not."""

from pathlib import Path

from autograder.course.course import CourseError
from autograder.course.whole_file import write_whole
from autograder.sandbox.untrusted_text import clean


def write(path: Path, content: bytes, private: bool = True, option: str = "--into") -> None:
    """Put a file into its place at once; a new one can be read by its owner only, if ``private``.

    ``option``: what names another place. Raises CourseError where the file cannot be written, with
    what was there untouched.
    """
    # a link stays one
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise CourseError(f"'{path}' is not a file: name another one with {option}")
    try:
        write_whole(path, content, private)
    except OSError as error:
        why = clean(error.strerror or str(error))
        raise CourseError(
            f"'{path}' cannot be written ({why}): name another file with {option}"
        ) from None


def empty_folder(path: Path, remedy: str) -> Path:
    """Return an empty folder with its whole path, made where there is none.

    Raises CourseError, with the ``remedy``, where something lies there or it cannot be made.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise CourseError(f"'{path}' is not an empty folder: {remedy}")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = clean(error.strerror or str(error))
        raise CourseError(f"'{path}' cannot be made ({why}): {remedy}") from None
    return path.resolve()
