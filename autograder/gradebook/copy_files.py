"""Copies regular files alone, where nbgrader would follow a submission's links."""

import glob
import os
import stat
from collections.abc import Sequence
from functools import cache
from typing import Any

from nbgrader.converters import Autograde, base
from nbgrader.utils import find_all_files


def regular_files(path: str, exclude: Sequence[str] = ()) -> list[str]:
    """Return what nbgrader's `find_all_files` does, as far as it is regular files.

    Each pattern is looked up once in a folder, and not once for every file.
    """
    found: list[str] = []
    skipped: set[str] = set()
    ignored = cache(lambda folder: {each for pattern in exclude for each in _glob(folder, pattern)})
    for folder, folders, names in os.walk(path):
        if folder in skipped or folder in ignored(os.path.dirname(folder)):
            skipped.update(os.path.join(folder, name) for name in folders)
            continue
        whole = (os.path.join(folder, name) for name in names)
        found += [each for each in whole if each not in ignored(folder)]
    return [each for each in found if stat.S_ISREG(os.lstat(each).st_mode)]


def _glob(folder: str, pattern: str) -> list[str]:
    return glob.glob(os.path.join(folder, pattern))


def copy_regular_files_only() -> None:
    """Have ``nbgrader autograde`` copy regular files alone; safe to repeat.

    nbgrader copies what the links of a submission lead to, and has no setting against it: so this
    puts a step of ours around its own.
    """
    copy_all = base.BaseConverter.init_assignment
    if getattr(copy_all, "regular_files_only", False):
        return

    def init_assignment(converter: Any, assignment: str, student: str) -> None:
        if isinstance(converter, Autograde):
            base.find_all_files = regular_files
        try:
            copy_all(converter, assignment, student)
        finally:
            base.find_all_files = find_all_files

    init_assignment.regular_files_only = True  # type: ignore[attr-defined]
    base.BaseConverter.init_assignment = init_assignment
