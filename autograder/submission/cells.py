"""A submitted notebook, reduced to the cells that grading runs."""

import re
from collections.abc import Iterator
from typing import Any

from autograder.course.course import Assignment
from autograder.sandbox.notebook_cells import Cell, RightParts
from autograder.submission.placing import placed
from autograder.submission.read import cells_of, grade_id_of, source_of

# how a student's version of a given cell begins where it is kept beside the given one
GIVEN_AS_CHANGED = "# The cell above as you changed it. The given one is graded.\n"
_BINDING = re.compile(
    r"(?:import|from|def|class|try|if|with)\b|@|\w+(?:\s*,\s*\w+)*\s*(?::[^=]+)?=(?!=)"
)

MAX_CELL = 1_000  # kB that one cell may hold; longer ones would only exhaust the box
MAX_CODE = 2_000  # kB of all cells together


def extract_cells(notebook: dict[str, Any], assignment: Assignment) -> list[Cell]:
    """Return the cells that grading runs, in order.

    The setup cells come first and from the source notebook, whatever became of them in the
    submission. Then follow the solution cells and the student's own code cells as they stand.
    Given cells, experiments, visible checks and their copies are left out; what a student has
    written into one is spare.
    """
    kept = [Cell(c.grade_id, c.source) for c in assignment.cells if c.role == "setup"]
    return [*kept, *_within_limits(_written(notebook, assignment))]


def _written(notebook: dict[str, Any], assignment: Assignment) -> Iterator[Cell]:
    """Yield the solution cells, the student's own code cells, and what is spare."""
    roles = {cell.grade_id: cell.role for cell in assignment.cells if cell.grade_id}
    copies = {cell.source.strip() for cell in assignment.cells if cell.role != "solution"} | {""}
    given = {cell.grade_id: cell.source for cell in assignment.cells}
    cells = placed(cells_of(notebook), assignment.cells)
    last = {grade_id_of(cell): number for number, cell in enumerate(cells)}
    for number, cell in enumerate(cells):
        grade_id, source = grade_id_of(cell), source_of(cell)
        # of copies the last counts
        role = roles.get(grade_id) if last[grade_id] == number else None
        if role == "solution":
            yield Cell(grade_id, source, grade_id)
        elif cell.get("cell_type") == "code" and source.strip() not in copies:
            own = source.removeprefix(GIVEN_AS_CHANGED)
            if role is None or adds_names(own, given[grade_id]):
                yield Cell(str(number + 1), own, spare=role is not None or own != source)


def adds_names(changed: str, given: str) -> bool:
    """Tell whether a student has written imports or definitions into a given cell."""
    known = {line.strip() for line in given.splitlines()}
    return any(_BINDING.match(line) for line in changed.splitlines() if line.strip() not in known)


def _within_limits(cells: Iterator[Cell]) -> Iterator[Cell]:
    """Put a cell that only says so in the place of each that is too long to run."""
    whole = 0
    for cell in cells:
        size = len(cell.source.encode())
        fits = size <= MAX_CELL * 1000
        whole += size if fits else 0
        if fits and whole <= MAX_CODE * 1000:
            yield cell
            continue
        why = (
            f"the cells up to this one hold more than {MAX_CODE} kB, and the rest is not run"
            if fits
            else f"the cell holds {size // 1000} kB, and more than {MAX_CELL} kB are not run"
        )
        yield Cell(cell.label, f"raise ValueError({why!r})", cell.exercise, cell.spare)


def cells_with(assignment: Assignment, exercise: str, code: str) -> list[Cell]:
    """Return a submission that has `code` for one exercise and the reference for all others."""
    return [
        Cell(cell.grade_id, code if cell.grade_id == exercise else cell.source, cell.grade_id)
        for cell in assignment.cells
        if cell.role in ("setup", "solution")
    ]


def right_parts(assignment: Assignment) -> dict[str, RightParts]:
    """Return, for each exercise whose solution uses those of others, these others' references."""
    parts = {each: assignment.parts_of(each) for each in assignment.points}
    return {each: _references(assignment, names) for each, names in parts.items() if names}


def parts_used(cells: list[Cell], assignment: Assignment) -> dict[str, RightParts]:
    """Return the same by what a submission's own solution cells call, right or not.

    Of exercises that come before it alone: two that call each other would both be given away. With
    a part come those that other cells call, for they hand each other what they keep.
    """
    order = list(assignment.points)
    called = {each: {*order} & _called(cells, each) for each in order}
    found = {}
    for place, each in enumerate(order):
        names = tuple(name for name in order[:place] if any(name in by for by in called.values()))
        if called[each] & {*names}:
            found[each] = _references(assignment, names)
    return found


def _called(cells: list[Cell], exercise: str) -> set[str]:
    """Return what an exercise's solution cell calls and does not define itself."""
    source = "\n".join(cell.source for cell in cells if cell.exercise == exercise)
    return {*re.findall(r"\b(\w+)\s*\(", source)} - {*re.findall(r"\bdef\s+(\w+)", source)}


def _references(assignment: Assignment, names: tuple[str, ...]) -> RightParts:
    cells = (
        Cell(cell.grade_id, cell.source)
        for cell in assignment.cells
        if cell.role == "setup" or (cell.role == "solution" and cell.grade_id in names)
    )
    return RightParts(tuple(cells), names)
