"""Puts solutions to their exercises by the names that they define, where metadata does not.

Editors, converters and students lose nbgrader's metadata; then the text of the cells has to do.
"""

from collections.abc import Sequence
from typing import Any

from autograder.course.course import SourceCell, test_cell_of
from autograder.submission.definitions import defined, pieces
from autograder.submission.read import grade_id_of, source_of


def placed(cells: list[dict[str, Any]], course: Sequence[SourceCell]) -> list[dict[str, Any]]:
    """Return a submission's cells, each exercise that has none of its name put to one.

    A cell that defines several of them is cut between them. ``course``: the source notebook's.
    """
    there = {grade_id_of(cell) for cell in cells}
    missing = [c.grade_id for c in course if c.role == "solution" and c.grade_id not in there]
    own = _own_cells(cells, course) if missing else {}
    found: dict[int, list[str]] = {}
    for exercise in missing:
        check = next((c.source for c in course if c.grade_id == test_cell_of(exercise)), "")
        place = _place(exercise, own, _number_of(check, cells))
        if place is not None:
            found.setdefault(place, []).append(exercise)
    made: list[dict[str, Any]] = []
    for number, cell in enumerate(cells):
        made += _put(cell, found[number]) if number in found else [cell]
    return made


def _own_cells(cells: list[dict[str, Any]], course: Sequence[SourceCell]) -> dict[int, str]:
    """Return the code of the cells that the course does not know, by their numbers."""
    known = {cell.grade_id for cell in course if cell.grade_id}
    copies = {cell.source.strip() for cell in course if cell.role != "solution"}
    return {
        number: source
        for number, cell in enumerate(cells)
        if cell.get("cell_type") == "code"
        and grade_id_of(cell) not in known
        and (source := source_of(cell)).strip() not in copies
    }


def _number_of(source: str, cells: list[dict[str, Any]]) -> int:
    """Return the number of the first copy of a cell, behind all of them where there is none."""
    same = (n for n, cell in enumerate(cells) if source_of(cell).strip() == source.strip() != "")
    return next(same, len(cells))


def _place(exercise: str, own: dict[int, str], check: int) -> int | None:
    """Return the number of the last cell that defines it above its visible check, or the last.

    What stands below the check is an experiment. A ``def`` goes before an assignment.
    """
    places = {n: found[exercise] for n, source in own.items()
              if (found := defined(source, [exercise]))}  # fmt: skip
    written = {n for n, place in places.items() if not own[n].startswith(exercise, place)}
    for some in (written, set(places)):
        if some:
            return max({n for n in some if n < check} or some)
    return None


def _put(cell: dict[str, Any], exercises: list[str]) -> list[dict[str, Any]]:
    source = source_of(cell)
    cut = [(exercises[0], source)] if len(exercises) == 1 else pieces(source, exercises)
    return [
        {"cell_type": "code", "source": text,
         "metadata": {"nbgrader": {"grade_id": name}} if name else {}}
        for name, text in cut
    ]  # fmt: skip
