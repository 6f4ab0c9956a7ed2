"""Finds a student's notebook, under another name too where only one can be meant."""

import os
from itertools import islice
from pathlib import Path

from autograder.course.course import Assignment, siblings
from autograder.course.door import MOST_SEEN
from autograder.course.folders import CourseFolders, Step
from autograder.submission.definitions import defined
from autograder.submission.mark import left_mark
from autograder.submission.normalise import is_as_marked
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

    A browser, a learning platform or a student may have called it otherwise: the only notebook is
    taken for an assignment's only one, and for one of several what holds something of it.
    UnreadableSubmission where several files could be meant.
    """
    wanted = folders.notebook(Step.SUBMITTED, student, assignment.name, assignment.stem)
    if os.path.lexists(wanted):
        return wanted
    named, alone = {f"{stem}.ipynb" for stem in assignment.stems}, len(assignment.stems) == 1
    found = [path for path in _notebooks(wanted.parent) if path.name not in named]
    if (len(found) > 1 or not alone) and len(found) <= MOST:
        fitting = [path for path in found if _is_of(assignment, path)]
        found = fitting or (found if alone else [])
    if len(found) > 1:
        names = ", ".join(map(quoted, found[:3])) + (" …" if len(found) > 3 else "")
        raise UnreadableSubmission(
            f"there is no file {quoted(wanted)}, and several that could be the one: {names}"
        )
    return found[0] if found else wanted


def is_left_out(folders: CourseFolders, student: str, assignment: Assignment) -> bool:
    """Tell whether others of the assignment's notebooks are handed in, and this one is not."""
    if len(assignment.stems) == 1:
        return False
    there = [each.stem for each in siblings(assignment) if _is_there(folders, student, each)]
    return bool(there) and assignment.stem not in there


def is_unchanged(
    folders: CourseFolders, student: str, assignment: Assignment, graded: Path
) -> bool:
    """Tell whether a notebook is handed in as the one in ``graded``, a folder, was: or neither."""
    mark = left_mark(graded / assignment.notebook.name)
    try:
        found = submitted_notebook(folders, student, assignment)
        if not os.path.lexists(found):
            return not graded.joinpath(assignment.notebook.name).exists()
        return isinstance(mark, dict) and is_as_marked(found, mark)
    except UnreadableSubmission:
        return False


def _is_there(folders: CourseFolders, student: str, assignment: Assignment) -> bool:
    try:
        return os.path.lexists(submitted_notebook(folders, student, assignment))
    except UnreadableSubmission:
        return True


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
    for other in siblings(assignment):
        names -= {*other.order} if other.stem != assignment.stem else set()
    exercises = [*assignment.points]
    return any(grade_id_of(cell) in names or defined(source_of(cell), exercises) for cell in cells)
