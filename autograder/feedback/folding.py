"""Folds away what the course has given, so that a page shows answers and what became of them."""

import re
from itertools import groupby
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.sandbox.untrusted_text import clean

FOLD = "fold"
_HEADING = re.compile(r"^#+ +(.+?)[ #]*$", re.MULTILINE)


class FoldGiven(NbGraderPreprocessor):
    """Marks runs of given cells; the template puts each into a ``<details>``.

    Given is what is locked, and text without a role; the question above an answer stays open, and
    so does code that no role protects: it may be the student's own.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change the copy that becomes the page."""
        for cell in nb.cells:
            cell.metadata.pop(FOLD, None)
        below = [*nb.cells[1:], None]
        marked = [(_is_given(cell) and not _is_answer(after), cell)
                  for cell, after in zip(nb.cells, below, strict=True)]  # fmt: skip
        for folded, run in groupby(marked, key=lambda pair: pair[0]):
            cells = [cell for _, cell in run]
            if folded:
                cells[0].metadata[FOLD] = {"opens": _summary(cells)}
                cells[-1].metadata.setdefault(FOLD, {})["closes"] = True
        return nb, resources


def _about(cell: NotebookNode | None) -> dict[str, Any]:
    return cell.metadata.get("nbgrader", {}) if cell else {}


def _is_answer(cell: NotebookNode | None) -> bool:
    """Tell whether a cell is a written answer."""
    return bool(cell and cell.cell_type == "markdown" and _about(cell).get("solution"))


def _is_given(cell: NotebookNode) -> bool:
    about = _about(cell)
    if any(about.get(role) for role in ("grade", "solution", "task")):
        return False
    return cell.cell_type != "code" or bool(about.get("locked"))


def _summary(cells: list[NotebookNode]) -> str:
    """Return what a run of given cells is called: by its first and last heading."""
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    found = [clean(title, 60) for text in texts for title in _HEADING.findall(text[:5000])]
    names = list(dict.fromkeys([*found[:1], *found[-1:]]))
    return f"Given: {' … '.join(names) or 'a part of the notebook'}"
