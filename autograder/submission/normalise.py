"""Puts a submitted notebook into the shape that nbgrader can handle, whatever shape it has.

nbgrader stops at the first oddity in format or metadata. So all that it reads of a submission is
the text of its cells, in their order; what each cell is and what it is worth, the course says.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbformat.notebooknode import NotebookNode

from autograder.course.course import Assignment
from autograder.submission import hashes
from autograder.submission.cells import GIVEN_AS_CHANGED, adds_names
from autograder.submission.mark import CALLED, EXACT, HANDED_IN, WHOLE_FILE
from autograder.submission.placing import placed
from autograder.submission.read import (
    as_writable,
    cells_of,
    grade_id_of,
    lean_notebook,
    parse_notebook,
    source_of,
    submitted_file,
)

OWN = "own-"


class _Cell(NamedTuple):
    """All that is read of a submitted cell."""

    grade_id: str
    kind: Any
    source: str
    attachments: Any


def normalise(notebook: dict[str, Any], assignment: Assignment) -> NotebookNode:
    """Return the submission as a notebook of format 4.5, its nbgrader metadata from the source.

    What a student has added to a given cell stands below it: nbgrader will restore the cell. IDs of
    cells that the course does not have begin with OWN.
    """
    source = assignment.source
    known = {grade_id_of(cell): cell for cell in source["cells"]}
    known.pop("", None)
    cells = _read(placed(cells_of(notebook), assignment.cells))
    texts = {source_of(cell).strip() for cell in source["cells"]} | {""}
    # of copies
    last = {cell.grade_id: number for number, cell in enumerate(cells)}
    made = []
    for number, cell in enumerate(cells):
        original = known.get(cell.grade_id) if last[cell.grade_id] == number else None
        made.append(_cell(number, cell, original))
        if original is None and cell.source.strip() not in texts:
            made[-1]["id"] = f"{OWN}{number}"
        if original and _is_given(original) and adds_names(cell.source, source_of(original)):
            own = cell._replace(source=GIVEN_AS_CHANGED + cell.source, kind="code")
            made.append(_cell(number, own, None) | {"id": f"cell-{number}-changed"})
        elif original and _is_question(original) and (added := _added(cell, original)):
            own = cell._replace(source=added, kind="markdown")
            made.append(_cell(number, own, None) | {"id": f"{OWN}{number}-added"})
    about = {"kernelspec": source.get("metadata", {}).get("kernelspec", {})}
    whole = {"cells": made, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    found: NotebookNode = nbformat.from_dict(whole)
    return found


def _is_given(cell: dict[str, Any]) -> bool:
    return cell["cell_type"] == "code" and not cell["metadata"]["nbgrader"].get("solution")


def _is_question(cell: dict[str, Any]) -> bool:
    about = cell["metadata"]["nbgrader"]
    return cell["cell_type"] == "markdown" and not (about.get("solution") or about.get("task"))


def _added(cell: _Cell, original: dict[str, Any]) -> str:
    """Return the lines that a student has added to a text that will be restored."""
    known = {line.strip() for line in source_of(original).splitlines()} - {""}
    kept = [line for line in cell.source.splitlines() if line.strip() not in known]
    return "\n".join(kept).strip()


def read_as(
    content: bytes, notebook: dict[str, Any], file: str, wanted: str, exact: str | None
) -> dict[str, Any]:
    """Return what a mark says of a submission: hashes of its file's content and of its cells.

    And the name of its ``file``, where that is not the one that is ``wanted``. ``exact``: the hash
    of the file with its outputs, where that is known.
    """
    return {
        WHOLE_FILE: hashes.content_hash(content),
        HANDED_IN: handed_in(notebook),
        EXACT: exact,
        CALLED: file if file != wanted else None,
    }


def is_as_marked(path: Path, mark: Mapping[str, Any]) -> bool:
    """Tell whether a mark was left for what lies there; raises UnreadableSubmission.

    New outputs and execution counts are no change. A file that is the same byte for byte is not
    looked into.
    """
    whole = submitted_file(path)
    if mark.get(EXACT) == hashes.content_hash(whole):
        return True
    content = lean_notebook(whole, path.name)
    if mark.get(WHOLE_FILE) == hashes.content_hash(content):
        return True
    return mark.get(HANDED_IN) == handed_in(parse_notebook(content, path.name))


def handed_in(notebook: dict[str, Any]) -> str:
    """Return the hash of a submission as far as `normalise` reads it."""
    return hashes.notebook_hash(_read(cells_of(notebook)))


def _read(cells: list[dict[str, Any]]) -> list[_Cell]:
    return [
        _Cell(grade_id_of(cell), cell.get("cell_type"), source_of(cell), cell.get("attachments"))
        for cell in cells
    ]


def _cell(number: int, cell: _Cell, original: dict[str, Any] | None) -> dict[str, Any]:
    kind = original["cell_type"] if original else cell.kind
    made: dict[str, Any] = {
        "cell_type": kind if kind in ("code", "markdown") else "raw",
        "id": f"cell-{number}",
        "metadata": {"nbgrader": original["metadata"]["nbgrader"]} if original else {},
        "source": cell.source,
    }
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    elif attachments := _attachments(cell.attachments):  # images of a written answer
        made["attachments"] = attachments
    return made


def _attachments(value: Any) -> dict[str, dict[str, str]]:
    """Return the attachments that can be shown, their names in letters that can be written."""
    found = {}
    for name, bundle in value.items() if isinstance(value, dict) else ():
        shown = bundle if isinstance(bundle, dict) else {}
        # Base64 and the names of types have no other letters
        kept = {kind: data for kind, data in shown.items()
                if isinstance(data, str) and data.isascii() and kind.isascii()}  # fmt: skip
        if kept:
            found[as_writable(name)] = kept
    return found
