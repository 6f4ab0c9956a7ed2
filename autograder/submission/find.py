"""Finds a student's notebook, under another name too where only one can be meant."""

import os
from itertools import islice
from pathlib import Path

from autograder.course.course import Assignment
from autograder.course.door import MOST_SEEN
from autograder.course.folders import CourseFolders, Step
from autograder.submission.definitions import defined
from autograder.submission.read import (
    UnreadableSubmission,
    cells_of,
    grade_id_of,
    quoted,
    read_submission,
    source_of,
)

# notebooks of one folder that are looked into; of more a person has to say which is meant
MOST = 5


def submitted_notebook(folders: CourseFolders, student: str, assignment: Assignment) -> Path:
    """Return the path of what is to be graded, whether it is there or not.

    A browser, a learning platform or a student may have called it otherwise. UnreadableSubmission
    where several files could be meant.
    """
    wanted = folders.notebook(Step.SUBMITTED, student, assignment.name)
    if os.path.lexists(wanted):
        return wanted
    found = _notebooks(wanted.parent)
    if 1 < len(found) <= MOST:
        found = [path for path in found if _is_of(assignment, path)] or found
    if len(found) > 1:
        names = ", ".join(map(quoted, found[:3])) + (" …" if len(found) > 3 else "")
        raise UnreadableSubmission(
            f"there is no file {quoted(wanted)}, and several that could be meant: {names}"
        )
    return found[0] if found else wanted


def _notebooks(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [each.name for each in islice(entries, MOST_SEEN) if _is_notebook(each)]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


def _is_notebook(entry: "os.DirEntry[str]") -> bool:
    name = entry.name
    # macOS leaves what it knows of a file beside it, as ._NAME
    return (
        name.lower().endswith(".ipynb") and name[0] != "." and entry.is_file(follow_symlinks=False)
    )


def _is_of(assignment: Assignment, path: Path) -> bool:
    """Tell whether a notebook holds a cell or a function of the assignment's."""
    try:
        cells = cells_of(read_submission(path))
    except UnreadableSubmission:
        return False
    names = {*assignment.order}
    return any(
        grade_id_of(cell) in names or defined(source_of(cell), [*assignment.points])
        for cell in cells
    )
