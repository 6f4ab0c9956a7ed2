"""Copies what is within bounds, where nbgrader would follow a submission's links without end."""

import fnmatch
import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from nbgrader.converters import Autograde, base
from nbgrader.utils import find_all_files

from autograder.course.door import files_in
from autograder.course.folders import ODD_NAME
from autograder.gradebook.timestamps import read_carefully, time_in
from autograder.sandbox.untrusted_text import is_plain


def files_beside(
    path: str, exclude: Sequence[str] = (), tell: Callable[[str], None] = lambda line: None
) -> list[str]:
    """Return what nbgrader's `find_all_files` does, as far as it is regular files within bounds.

    ``tell`` is told what is left out.
    """
    found = files_in(path, partial(_is_ignored, patterns=exclude))
    odd = [name for name in found.names if not is_plain(name)]
    # its name would act on the terminal that nbgrader writes it to
    left_out = found.left_out | ({"names with control characters or no letters"} if odd else set())
    if left_out:
        tell(f"beside the notebook was left out: {', '.join(sorted(left_out))}")
    return [os.path.join(path, name) for name in found.names if name not in odd]


def _is_ignored(name: str, patterns: Sequence[str]) -> bool:
    # as in a shell, a star stands for no leading dot
    return any(
        fnmatch.fnmatchcase(name, pattern)
        for pattern in patterns
        if not name.startswith(".") or pattern.startswith(".")
    )


def guard_converters() -> None:
    """Have ``nbgrader autograde`` read submissions as we do; safe to repeat.

    nbgrader copies what the links of a submission lead to, waits for a pipe that is called
    timestamp.txt, and ends at a folder whose name has two lines. It has no settings against it: so
    this puts steps of ours around its own.
    """
    copy_all, find_all = base.BaseConverter.init_assignment, base.BaseConverter.init_notebooks
    if getattr(copy_all, "guarded", False):
        return

    def init_assignment(converter: Any, assignment: str, student: str) -> None:
        if isinstance(converter, Autograde):
            # one that holds no time would stand for none at all, and so for no penalty
            time_in(converter._format_source(assignment, student))
            tell = partial(converter.log.warning, "%s: %s", student)
            base.find_all_files = partial(files_beside, tell=tell)
        try:
            copy_all(converter, assignment, student)
        finally:
            base.find_all_files = find_all_files

    def init_notebooks(converter: Any) -> None:
        find_all(converter)
        root = converter.coursedir.root
        for folder in [*converter.assignments]:
            if not is_plain(name := os.path.relpath(folder, root)):
                del converter.assignments[folder]
                converter.log.error("%s was left out: %s", ascii(name), ODD_NAME)

    init_assignment.guarded = True  # type: ignore[attr-defined]
    base.BaseConverter.init_assignment = init_assignment
    base.BaseConverter.init_notebooks = init_notebooks
    read_carefully()
