"""The master copy of an assignment's notebook, as the gradebook has it: read once for a class."""

import json
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from autograder.course.course import Assignment
from autograder.gradebook.errors import GradebookError


@dataclass(frozen=True)
class MasterCell:
    """A cell that nbgrader restores: what it was when the assignment was generated."""

    name: str
    cell_type: str
    source: str
    checksum: str
    locked: bool


@dataclass(frozen=True)
class Worth:
    """A cell by name, with its points where it has any."""

    name: str
    max_score: float = 0.0


@dataclass(frozen=True)
class Master:
    """Answers what nbgrader's preprocessors ask a gradebook, for the one notebook that it holds."""

    kernelspec: dict[str, Any] | None
    source_cells: tuple[MasterCell, ...]
    grade_cells: tuple[Worth, ...]
    solution_cells: tuple[Worth, ...]
    task_cells: tuple[Worth, ...]

    def find_notebook(self, *_: str) -> "Master":
        """Return itself: there is one notebook."""
        return self

    def find_source_cell(self, name: str, *_: str) -> MasterCell:
        """Return the cell of that name; raises nbgrader's MissingEntry."""
        found: MasterCell = _named(self.source_cells, name)
        return found

    def find_graded_cell(self, name: str, *_: str) -> Worth:
        """Return the graded cell of that name; raises nbgrader's MissingEntry."""
        found: Worth = _named((*self.grade_cells, *self.task_cells), name)
        return found


def _named(cells: tuple[Any, ...], name: str) -> Any:
    for cell in cells:
        if cell.name == name:
            return cell
    raise MissingEntry(f"no cell '{name}'")


def read_master(book: Gradebook, course: Assignment) -> Master:
    """Return the master copy of an assignment's notebook.

    Raises GradebookError where the gradebook does not know it.
    """
    try:
        found = book.find_notebook(course.stem, course.name)
    except MissingEntry:
        raise GradebookError(
            f"the gradebook does not know '{course.label}': run 'nbgrader generate_assignment "
            f"{course.name} --force' first"
        ) from None
    place = {name: number for number, name in enumerate(course.order)}
    cells = [
        MasterCell(cell.name, cell.cell_type, cell.source, cell.checksum, cell.locked)
        for cell in found.source_cells  # in no order that a database promises
    ]
    return Master(
        json.loads(found.kernelspec) if found.kernelspec else None,
        tuple(sorted(cells, key=lambda cell: place.get(cell.name, len(place)))),
        tuple(Worth(cell.name, cell.max_score) for cell in found.grade_cells),
        tuple(Worth(cell.name) for cell in found.solution_cells),
        tuple(Worth(cell.name, cell.max_score) for cell in found.task_cells),
    )
