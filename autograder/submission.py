"""A submitted notebook, reduced to the cells that grading runs."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Assignment

MAX_BYTES = 256 * 2**20


class UnreadableSubmission(Exception):
    """The file cannot be graded; the message is one clear sentence."""


@dataclass(frozen=True)
class Cell:
    """A cell to run: ``label`` as feedback names it, ``exercise`` where it is a solution cell."""

    label: str
    source: str
    exercise: str | None = None

    @property
    def filename(self) -> str:
        """Return the name under which the cell is compiled."""
        return f"<cell {self.label}>"


def read_notebook(path: Path) -> dict[str, Any]:
    """Return a notebook's JSON; UnreadableSubmission says in a sentence what is wrong."""
    if not path.exists():
        raise UnreadableSubmission(f"there is no file '{path.name}'")
    if not path.is_file():
        raise UnreadableSubmission(f"'{path.name}' is not a file")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSubmission(f"'{path.name}' is larger than {MAX_BYTES >> 20} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSubmission(f"'{path.name}' cannot be read: {error.strerror}") from None
    if not data.strip():
        raise UnreadableSubmission(f"'{path.name}' is empty")
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableSubmission(
            f"'{path.name}' is not a notebook: it does not hold valid JSON (a broken download?)"
        ) from None
    if not isinstance(notebook, dict) or not isinstance(_cells_of(notebook), list):
        raise UnreadableSubmission(f"'{path.name}' is not a notebook: it has no list of cells")
    return notebook


def _cells_of(notebook: dict[str, Any]) -> Any:
    worksheets = notebook.get("worksheets")  # notebooks of format 3
    if "cells" not in notebook and isinstance(worksheets, list):
        sheets = [sheet.get("cells") for sheet in worksheets if isinstance(sheet, dict)]
        return [cell for cells in sheets if isinstance(cells, list) for cell in cells]
    return notebook.get("cells")


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def _grade_id(cell: dict[str, Any]) -> str:
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) else ""


def extract_cells(notebook: dict[str, Any], assignment: Assignment) -> list[Cell]:
    """Return the cells that grading runs, in order.

    The setup cells come first and from the source notebook, whatever became of them in the
    submission. Then follow the solution cells and the student's own code cells as they stand.
    Given cells, experiments, visible checks and their copies are left out.
    """
    roles = {cell.grade_id: cell.role for cell in assignment.cells if cell.grade_id}
    copies = {cell.source.strip() for cell in assignment.cells if cell.role != "solution"} | {""}
    kept = [Cell(c.grade_id, c.source) for c in assignment.cells if c.role == "setup"]
    cells = [cell for cell in _cells_of(notebook) if isinstance(cell, dict)]
    last = {_grade_id(cell): number for number, cell in enumerate(cells)}
    for number, cell in enumerate(cells):
        grade_id, source = _grade_id(cell), _source(cell)
        role = (
            roles.get(grade_id) if last[grade_id] == number else None
        )  # of copies the last counts
        if role == "solution":
            kept.append(Cell(grade_id, source, grade_id))
        elif cell.get("cell_type") == "code" and source.strip() not in copies and role is None:
            kept.append(Cell(str(number + 1), source))
    return kept
