"""Writes an export: all of it or nothing, in the place of what was there."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from autograder.course.course import CourseError


def write(path: Path, content: bytes) -> None:
    """Put a file into its place at once; a new one can be read by its owner only.

    Raises CourseError where that cannot be, with what was there untouched.
    """
    path = path.resolve()  # a link stays one
    if path.exists() and not path.is_file():
        raise CourseError(f"'{path}' is not a file: name another one with --into")
    try:
        _replace(path, content)
    except OSError as error:
        raise CourseError(
            f"'{path}' cannot be written ({error.strerror}): name another file with --into"
        ) from None


def _replace(path: Path, content: bytes) -> None:
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".autograder-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
