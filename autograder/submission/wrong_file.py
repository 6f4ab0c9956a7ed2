"""Tells where a submission holds nothing that its assignment asks for, and what it seems to be."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from autograder.course.course import Assignment, CourseError
from autograder.course.elsewhere import elsewhere
from autograder.sandbox.notebook_cells import Cell
from autograder.submission.definitions import blanked, defined, may_define

UNTIL = "it has no score until a person has looked at it"


def wrong_file(cells: Sequence[Cell], assignment: Assignment) -> str:
    """Return in a sentence why this seems to be the wrong file; nothing where it does not.

    Solution cells make it the right one, stubs and cells that do not parse too, and whatever may
    define one of the functions. The sentence holds no text of the submission.
    """
    given = {cell.source for cell in assignment.cells if cell.role == "setup"}
    codes = [cell.source for cell in cells if cell.source not in given]
    exercises = list(assignment.points)
    if any(cell.exercise for cell in cells) or any(
        may_define(code, exercise) for code in codes for exercise in exercises
    ):
        return ""
    if not any(code.strip() for code in codes):
        return f"There is no code in it: is it the right file? For now {UNTIL}."
    if other := next(_whose(codes, assignment), ""):
        return (
            f"This looks like the notebook of `{other}` and holds nothing that "
            f"`{assignment.name}` asks for: {UNTIL}."
        )
    known = elsewhere(assignment)
    if any(_imports(code, {*known.packages, *known.modules}) for code in codes):
        return (
            f"This looks like {known.course}'s own notebook or another file of theirs: the code "
            f"stands in {' and '.join(known.files)}, so hand these in; for now {UNTIL}."
        )
    asked = ", ".join(f"`{exercise}`" for exercise in exercises)
    return f"It defines nothing that `{assignment.name}` asks for ({asked}): {UNTIL}."


def _whose(codes: list[str], assignment: Assignment) -> Iterator[str]:
    """Yield the other assignments of the course of which something is there."""
    for path in sorted(assignment.folder.parent.glob("*/*.ipynb")):
        name = path.parent.name
        if name == assignment.name:
            continue
        # what is wrong with another assignment is told where that is graded
        with suppress(CourseError, LookupError):
            suites = assignment.suites.parent / name
            asked = Assignment(name, path.parent, suites, path.stem).points
            if any(defined(code, asked) for code in codes):
                yield name


def _imports(code: str, modules: set[str]) -> bool:
    found = re.findall(r"^[ \t]*(?:from|import)[ \t]+\.*(\w+)", blanked(code), re.MULTILINE)
    return not modules.isdisjoint(found)
