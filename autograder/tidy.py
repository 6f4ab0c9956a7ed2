"""Puts a submitted notebook into the shape that nbgrader can handle, whatever shape it has.

nbgrader stops at the first oddity in format or metadata. So all that it reads of a submission is
the text of its cells, in their order; what each cell is and what it is worth, the course says.
"""

import glob
import os
import stat
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, base
from nbgrader.utils import find_all_files

from autograder import hashes
from autograder.reading import (
    UnreadableSubmission,
    cells_of,
    grade_id_of,
    read_submission,
    source_of,
)
from autograder.records import HANDED_IN, MARK
from autograder.settings import Grading


class _Cell(NamedTuple):
    """All that is read of a submitted cell."""

    grade_id: str
    kind: Any
    source: str
    attachments: Any


def tidy(notebook: dict[str, Any], source: dict[str, Any]) -> NotebookNode:
    """Return the submission as a notebook of format 4.5, its nbgrader metadata from ``source``."""
    known = {grade_id_of(cell): cell for cell in source["cells"]}
    known.pop("", None)
    cells = _read(notebook)
    last = {cell.grade_id: number for number, cell in enumerate(cells)}  # of copies
    tidied = []
    for number, cell in enumerate(cells):
        original = known.get(cell.grade_id) if last[cell.grade_id] == number else None
        tidied.append(_cell(number, cell, original))
    about = {
        "kernelspec": source.get("metadata", {}).get("kernelspec", {}),
        MARK: {HANDED_IN: hashes.of_notebook(cells)},
    }
    whole = {"cells": tidied, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    made: NotebookNode = nbformat.from_dict(whole)
    return made


def handed_in(notebook: dict[str, Any]) -> str:
    """Return the hash of a submission as far as `tidy` reads it."""
    return hashes.of_notebook(_read(notebook))


def _read(notebook: dict[str, Any]) -> list[_Cell]:
    return [
        _Cell(grade_id_of(cell), cell.get("cell_type"), source_of(cell), cell.get("attachments"))
        for cell in cells_of(notebook)
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
    elif _are_attachments(cell.attachments):  # images of a written answer
        made["attachments"] = cell.attachments
    return made


def _are_attachments(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(bundle, dict) and all(isinstance(data, str) for data in bundle.values())
        for bundle in value.values()
    )


class TidyExporter(NotebookExporter):
    """Reads what students hand in for ``nbgrader autograde``; the copies that it makes, as ever."""

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> Any:
        """Convert a notebook file; UnreadableSubmission where it holds no notebook."""
        if resources is None or not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources, **kw)
        about, path = resources["nbgrader"], Path(filename)
        # nbgrader converts in the course's root
        source = Grading(config=self.config).assignment(Path.cwd(), about["assignment"]).source
        try:
            notebook = tidy(read_submission(path), source)
        except UnreadableSubmission:
            _withdraw(about["db_url"], about["assignment"], about["student"])
            raise
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(notebook, resources, **kw)


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


def _copy_files(converter: Any, assignment: str, student: str) -> None:
    if isinstance(converter, Autograde):
        base.find_all_files = regular_files
    try:
        _copy_all_files(converter, assignment, student)
    finally:
        base.find_all_files = find_all_files


# nbgrader copies what the links of a submission lead to, and has no setting against it.
_copy_all_files = base.BaseConverter.init_assignment
base.BaseConverter.init_assignment = _copy_files


def _withdraw(database: str, assignment: str, student: str) -> None:
    """Remove the entry that nbgrader makes before it reads a file: it would stand there as zero."""
    with Gradebook(database) as gradebook:
        entry = gradebook.find_submission(assignment, student)
        grades = [grade for notebook in entry.notebooks for grade in notebook.grades]
        if not any(grade.auto_score or grade.manual_score is not None for grade in grades):
            gradebook.remove_submission(assignment, student)
